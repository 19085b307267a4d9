//! Projects of qualitative analysis.

use schakel_source::{Kind, inspect};

use crate::archive_bytes::zipped;
use crate::given::{Given, codes, given, names, numbers, source_rows, values};

pub(crate) const PROJECT: &str = r##"<?xml version="1.0" encoding="utf-8"?>
<Project name="Gesprekken" origin="Iets 1" xmlns="urn:QDA-XML:project:1.0">
 <Users><User guid="u1" name="A. Bedacht"/></Users>
 <CodeBook><Codes>
  <Code guid="c1" name="LOB" isCodable="false" color="#ff0000"><Description>Alles over keuzes</Description>
   <Code guid="c2" name="twijfel &amp; keuze" isCodable="true"/>
   <Code guid="c3" name="mentor" isCodable="true"><NoteRef targetGUID="n1"/></Code></Code>
  <Code guid="c4" name="anders" isCodable="true"/></Codes></CodeBook>
 <Variables><Variable guid="v1" name="jaarlaag" typeOfVariable="Integer"/>
  <Variable guid="v2" name="Naam" typeOfVariable="Text"/></Variables>
 <Cases><Case guid="k1" name="Bé Bedacht"><CodeRef targetGUID="c4"/>
   <VariableValue><VariableRef targetGUID="v1"/><IntegerValue>4</IntegerValue></VariableValue>
   <VariableValue><VariableRef targetGUID="v2"/><TextValue>Bé Bedacht</TextValue></VariableValue>
   <SourceRef targetGUID="s1"/><SelectionRef targetGUID="p1"/></Case></Cases>
 <Sources>
  <TextSource guid="s1" name="gesprek Bé.txt" plainTextPath="internal://S1.txt" creatingUser="u1">
   <Description>memo</Description>
   <PlainTextSelection guid="p1" name="Ik twij…" startPosition="0" endPosition="11" creatingUser="u1">
    <Description>memo</Description>
    <Coding guid="g1"><CodeRef targetGUID="c2"/></Coding><Coding guid="g2"><CodeRef targetGUID="c3"/></Coding>
   </PlainTextSelection>
   <PlainTextSelection guid="p2" startPosition="13" endPosition="16">
    <Coding guid="g3"><CodeRef targetGUID="c2"/></Coding></PlainTextSelection>
   <PlainTextSelection guid="p3" startPosition="10" endPosition="999">
    <Coding guid="g4"><CodeRef targetGUID="c2"/></Coding></PlainTextSelection>
   <Coding guid="g5"><CodeRef targetGUID="c4"/></Coding>
   <VariableValue><VariableRef targetGUID="v1"/><IntegerValue>3</IntegerValue></VariableValue></TextSource>
  <TextSource guid="s2" name="los"><PlainTextContent>  Ja, de mentor.</PlainTextContent>
   <PlainTextSelection guid="p4" startPosition="6" endPosition="15">
    <Coding guid="g6"><CodeRef targetGUID="c3"/></Coding>
   </PlainTextSelection></TextSource>
  <PDFSource guid="s3" name="plan.pdf" path="internal://s3.pdf">
   <PDFSelection guid="p5" page="1" firstX="0" firstY="0" secondX="9" secondY="9">
    <Representation guid="r4"><PlainTextContent>anders</PlainTextContent></Representation>
    <Coding guid="g7"><CodeRef targetGUID="c4"/></Coding></PDFSelection>
   <Representation guid="r3" plainTextPath="internal://r3.txt">
    <PlainTextSelection guid="p6" startPosition="0" endPosition="4">
     <Coding guid="g8"><CodeRef targetGUID="c4"/></Coding></PlainTextSelection>
   </Representation></PDFSource>
  <AudioSource guid="s4" name="opname" path="internal://s4.mp3">
   <AudioSelection guid="p7" begin="1000" end="2500">
    <Coding guid="g9"><CodeRef targetGUID="c3"/></Coding></AudioSelection></AudioSource>
 </Sources>
 <Notes><Note guid="n1" name="memo" plainTextPath="internal://n1.txt">
   <PlainTextSelection guid="p8" startPosition="0" endPosition="1">
    <Coding guid="g10"><CodeRef targetGUID="c4"/></Coding></PlainTextSelection></Note></Notes>
</Project>"##;

/// 👍 is one character, of four bytes.
const TEXT: &str = "\u{feff}Ik twijfel \u{1F44D}\nnog. Ja.";

fn qdpx(project: &str) -> Given {
    let files = [("project.qde", project), ("Sources/s1.txt", TEXT), ("Sources/r3.txt", "Plan van aanpak")];
    given(Kind::Qdpx, "p.qdpx", zipped(&files))
}

#[test]
fn codes_carry_the_code_around_them_and_no_colour() {
    let table = qdpx(PROJECT).named("t__codes");
    assert_eq!(names(&table), ["guid", "name", "parent", "is_codable", "description"]);
    assert_eq!(values(&table, "name"), ["LOB", "twijfel & keuze", "mentor", "anders"]);
    assert_eq!(values(&table, "parent"), ["-", "c1", "c1", "-"]);
    assert_eq!(values(&table, "is_codable"), ["false", "true", "true", "true"]);
    assert_eq!(values(&table, "description"), ["Alles over keuzes", "-", "-", "-"]);
    assert_eq!(source_rows(&table), [1, 2, 3, 4]);
}

#[test]
fn every_coding_has_its_source_its_code_and_the_passage_counted_in_characters() {
    let table = qdpx(PROJECT).named("t__codings");
    assert_eq!(names(&table), ["parent_row", "guid", "source", "selection", "type", "start", "end", "code", "text"]);
    assert_eq!(values(&table, "guid"), ["g1", "g2", "g3", "g4", "g5", "g6", "g7", "g8", "g9"]);
    assert_eq!(values(&table, "source"), ["s1", "s1", "s1", "s1", "s1", "s2", "s3", "s3", "s4"]);
    assert_eq!(values(&table, "code"), ["c2", "c3", "c2", "c2", "c4", "c3", "c4", "c4", "c3"]);
    assert_eq!(values(&table, "selection"), ["p1", "p1", "p2", "p3", "-", "p4", "p5", "p6", "p7"]);
    assert_eq!(values(&table, "start"), ["0", "0", "13", "10", "-", "6", "-", "0", "1000"]);
    assert_eq!(values(&table, "end"), ["11", "11", "16", "999", "-", "15", "-", "4", "2500"]);
    assert_eq!(values(&table, "text"), ["Ik twijfel", "Ik twijfel", "nog", "-", "-", "de mentor", "-", "Plan", "-"]);
    // The one that ends behind its text.
    assert_eq!((codes(&table), table.problems[0].count), (vec!["source-passage"], 1));
}

#[test]
fn a_program_that_counts_a_wide_line_break_as_one_character_is_believed() {
    let project = PROJECT.replace("Iets 1", "ATLAS.ti 9");
    let text = TEXT.replace('\n', "\r\n");
    let files = [("Project.QDE", project.as_str()), ("sources/S1.TXT", text.as_str()), ("Sources/r3.txt", "Plan")];
    let given = given(Kind::Qdpx, "p.qdpx", zipped(&files));
    assert_eq!(values(&given.named("t__codings"), "text")[2], "nog");
}

#[test]
fn who_spoke_and_who_coded_is_not_read() {
    let given = qdpx(PROJECT);
    for table in given.tables() {
        let all: Vec<String> =
            names(&table).iter().filter(|name| **name != "parent_row").flat_map(|name| values(&table, name)).collect();
        assert!(all.iter().all(|value| !value.contains("Bedacht") && !value.contains("gesprek")), "{}", table.name);
    }
    assert_eq!(codes(&given.named("t__sources")), ["source-person"]);
    assert_eq!(values(&given.named("t__cases"), "guid"), ["k1"]);
    let told = given.named("t__variable_values");
    assert_eq!(
        (values(&told, "value"), values(&told, "case"), values(&told, "source")),
        (vec!["4".into(), "3".into()], vec!["k1".into(), "-".into()], vec!["-".into(), "s1".into()])
    );
    assert!(told.problems[0].message.ends_with("Naam"), "{}", told.problems[0]);
    let kept = given.with(|spec| spec.keep = vec!["name".into(), "Naam".into()]);
    assert_eq!(values(&kept.named("t__sources"), "name")[0], "gesprek Bé.txt");
    assert_eq!(kept.named("t__variable_values").rows(), 3);
}

#[test]
fn cases_name_their_sources_selections_and_codes() {
    let members = qdpx(PROJECT).named("t__case_members");
    assert_eq!(values(&members, "case"), ["k1", "k1", "k1"]);
    assert_eq!(values(&members, "code"), ["c4", "-", "-"]);
    assert_eq!(values(&members, "source"), ["-", "s1", "-"]);
    assert_eq!(values(&members, "selection"), ["-", "-", "p1"]);
    assert_eq!(values(&qdpx(PROJECT).named("t__variables"), "name"), ["jaarlaag", "Naam"]);
}

#[test]
fn codings_are_tied_to_their_selection_and_selections_to_their_source() {
    let given = qdpx(PROJECT);
    let selections = given.named("t__selections");
    assert_eq!(values(&selections, "guid"), ["p1", "p2", "p3", "p4", "p5", "p6", "p7"]);
    assert_eq!(values(&selections, "type")[4..], ["PDFSelection", "PlainTextSelection", "AudioSelection"]);
    assert_eq!(numbers(&selections, "parent_row"), [1, 1, 1, 2, 3, 3, 4]);
    assert_eq!(values(&given.named("t__sources"), "type"), ["TextSource", "TextSource", "PDFSource", "AudioSource"]);
}

#[test]
fn a_path_never_leads_out_of_the_archive() {
    let paths = [
        "internal://../../etc/passwd",
        "internal:///etc/passwd",
        "absolute:///etc/hostname",
        "relative:///x.txt",
        "/etc/passwd",
        "internal://",
    ];
    for path in paths {
        let table = qdpx(&PROJECT.replace("internal://S1.txt", path)).named("t__codings");
        assert_eq!(values(&table, "text")[..4], ["-", "-", "-", "-"], "{path}");
        assert_eq!((codes(&table), table.problems[0].count), (vec!["source-passage"], 1), "{path}");
    }
}

#[test]
fn the_same_text_coded_again_and_again_does_not_fill_the_memory() {
    let text = "x".repeat(1 << 20);
    let coding = "<Coding guid='g'><CodeRef targetGUID='c'/></Coding>".repeat(300);
    let project = format!(
        "<Project><Sources><TextSource guid='s' plainTextPath='internal://s.txt'>\
         <PlainTextSelection guid='p' startPosition='0' endPosition='{}'>{coding}</PlainTextSelection></TextSource>\
         </Sources></Project>",
        text.len()
    );
    let files = [("project.qde", project.as_str()), ("Sources/s.txt", text.as_str())];
    assert_eq!(given(Kind::Qdpx, "p.qdpx", zipped(&files)).problem().code, "source-passage");
}

#[test]
fn an_archive_that_is_cut_off_or_holds_no_project_is_told_and_inspect_knows_one() {
    let whole = zipped(&[("project.qde", PROJECT)]);
    assert_eq!(given(Kind::Qdpx, "p.qdpx", &whole[..whole.len() / 2]).problem().code, "source-archive");
    assert_eq!(given(Kind::Qdpx, "p.qdpx", zipped(&[("a.txt", "x")])).problem().code, "source-archive");
    assert_eq!(given(Kind::Qdpx, "p.qdpx", "<Project/>").problem().code, "source-archive");
    let empty = given(Kind::Qdpx, "p.qdpx", zipped(&[("project.qde", "<Project/>")])).problem();
    assert_eq!((empty.code, empty.sheet.as_deref()), ("source-records", Some("project.qde")));
    let broken = given(Kind::Qdpx, "p.qdpx", zipped(&[("project.qde", &PROJECT[..900])])).problem();
    assert_eq!((broken.code, broken.sheet.as_deref()), ("source-syntax", Some("project.qde")));
    let found = inspect(&qdpx(PROJECT).path().join("p.qdpx")).unwrap();
    assert_eq!((found.kind, found.source.lines().count()), (Kind::Qdpx, 4));
}
