//! Transfer dossiers of OSO.

use schakel_source::{Kind, SourceSpec, inspect, read};

use crate::given::{Given, codes, given, names, numbers, source_rows, values};

/// A dossier; every part that there is may be replaced.
pub(crate) fn dossier(student: &str, consent: &str, vombo: &str) -> String {
    format!(
        "<?xml version='1.0' encoding='UTF-8'?><dossier xmlns='http://x.example/2019/dossier'><metadata>\
         <datum>2031-04-01</datum><categorie_uitlevering><cat_leerling>VERPLICHT</cat_leerling>\
         <cat_overstapadvies>VERPLICHT</cat_overstapadvies><cat_vombo>{vombo}</cat_vombo></categorie_uitlevering>\
         <overstap>VOMBO</overstap></metadata><overdrachtsoort>overstapdossier</overdrachtsoort>\
         <inzage><inzage>true</inzage><akkoord>Nee</akkoord>{consent}</inzage>\
         <huidigeschool><naam>Denkschool</naam><brincode>99ZZ</brincode><leerling>\
         <voornaam>Bé</voornaam><voornaam>Cé</voornaam><achternaam>Bedacht</achternaam><bsn>000000000</bsn>\
         <leerlingid>{student}</leerlingid><huisarts><voornaam>D</voornaam></huisarts>\
         <overstapadvies><advies>40</advies><wensleerling>50</wensleerling><argumentatie>Zij …</argumentatie>\
         <contactpersoon>Dr. Verzonnen</contactpersoon></overstapadvies>\
         <schoolloopbaanlijst>\
         <schoolloopbaan><schooljaar>2029-2030</schooljaar><jaargroep>13</jaargroep></schoolloopbaan>\
         <schoolloopbaan><schooljaar>2030-2031</schooljaar><jaargroep>14</jaargroep></schoolloopbaan>\
         </schoolloopbaanlijst>\
         <onderwijsondersteuning><diagnose><x>geheim</x></diagnose></onderwijsondersteuning>\
         <stage><soortstage>snuffelstage</soortstage><beoordeling>goed</beoordeling></stage>\
         <overigvombo><keuzevervolgopleiding>25655</keuzevervolgopleiding><beroepskeuzetest>true</beroepskeuzetest>\
         <lobdossier>true</lobdossier></overigvombo></leerling></huidigeschool></dossier>"
    )
}

const YES: &str = "<toestemming>Ja</toestemming>";

fn oso(text: &str) -> Given {
    given(Kind::Oso, "d.xml", text)
}

/// A folder with these dossiers.
fn folder(files: &[(&str, String)]) -> Given {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("d")).unwrap();
    for (name, text) in files {
        std::fs::write(folder.path().join("d").join(name), text).unwrap();
    }
    Given { folder, spec: SourceSpec::new("t", Kind::Oso, "d") }
}

#[test]
fn a_dossier_gives_the_student_and_the_parts_that_hang_below() {
    let given = oso(&dossier("L1", YES, "OPTIONEEL"));
    let counts: Vec<(String, u64)> = given.tables().iter().map(|table| (table.name.clone(), table.rows())).collect();
    let expected = [
        ("t__dossier", 1),
        ("t__schoolloopbaan", 2),
        ("t__overstapadvies", 1),
        ("t__overigvombo", 1),
        ("t__stage", 1),
        ("t__competenties", 0),
    ];
    assert_eq!(counts, expected.map(|(name, rows)| (name.to_owned(), rows)));
    let student = given.named("t__dossier");
    assert_eq!(values(&student, "leerlingid"), ["L1"]);
    assert_eq!(
        (values(&student, "overstap"), values(&student, "brincode")),
        (vec!["VOMBO".into()], vec!["99ZZ".into()])
    );
    let years = given.named("t__schoolloopbaan");
    assert_eq!(values(&years, "schooljaar"), ["2029-2030", "2030-2031"]);
    assert_eq!(numbers(&years, "parent_row"), [1, 1]);
    let choice = given.named("t__overigvombo");
    assert_eq!(
        (values(&choice, "keuzevervolgopleiding"), values(&choice, "lobdossier")),
        (vec!["25655".into()], vec!["true".into()])
    );
    assert_eq!(values(&given.named("t__overstapadvies"), "wensleerling"), ["50"]);
}

#[test]
fn names_and_what_is_written_freely_are_read_only_when_asked_for() {
    let given = oso(&dossier("L1", YES, "OPTIONEEL"));
    let student = given.named("t__dossier");
    assert_eq!(codes(&student), ["source-person"]);
    assert!(student.problems[0].message.ends_with("voornaam, achternaam, bsn"), "{}", student.problems[0]);
    assert!(!names(&given.named("t__overstapadvies")).contains(&"argumentatie"));
    let given = given.with(|spec| spec.keep = vec!["voornaam".into(), "argumentatie".into()]);
    assert_eq!(values(&given.named("t__dossier"), "voornaam"), ["Bé;Cé"]);
    assert_eq!(values(&given.named("t__overstapadvies"), "argumentatie"), ["Zij …"]);
}

#[test]
fn what_was_not_consented_to_is_not_read_and_a_notice_counts_the_dossiers() {
    let given = folder(&[
        ("a.xml", dossier("L1", YES, "OPTIONEEL")),
        ("b.xml", dossier("L2", "<toestemming>Nee</toestemming>", "OPT-UIT")),
        ("c.xml", dossier("L3", "<toestemming>Onbekend</toestemming>", "OPTIONEEL")),
        ("d.xml", dossier("L4", YES, "OPT-UIT")),
        ("e.xml", dossier("L5", "", "OPTIONEEL")),
        ("f.xml", dossier("L6", YES, "OPTIONEEL").replace("cat_leerling>VERPLICHT", "cat_leerling>OPT-UIT")),
    ]);
    let student = given.named("t__dossier");
    assert_eq!(
        (values(&student, "leerlingid"), source_rows(&student)),
        (vec!["L1".into(), "L4".into(), "L5".into()], vec![1, 4, 5])
    );
    for (part, parents) in [("overigvombo", vec![1, 5]), ("stage", vec![1, 5]), ("overstapadvies", vec![1, 4, 5])] {
        assert_eq!(numbers(&given.named(&format!("t__{part}")), "parent_row"), parents, "{part}");
    }
    assert_eq!(given.named("t__schoolloopbaan").rows(), 6);
    let told: Vec<(&str, u64)> = student.problems.iter().map(|problem| (problem.code, problem.count)).collect();
    assert_eq!(told, [("source-person", 1), ("source-consent", 3), ("source-consent", 1)]);
    assert!(student.problems[2].message.contains("cat_vombo"));
}

#[test]
fn the_consent_counts_wherever_it_stands_and_whatever_columns_are_dropped() {
    let text = dossier("L1", "<toestemming>nee</toestemming>", "OPTIONEEL");
    let consent = "<inzage><inzage>true</inzage><akkoord>Nee</akkoord><toestemming>nee</toestemming></inzage>";
    let behind = text.replace(consent, "").replace("</dossier>", &format!("{consent}</dossier>"));
    for text in [text, behind] {
        let given = oso(&text).with(|spec| spec.drop = vec!["toestemming".into()]);
        assert!(given.tables().iter().all(|table| table.rows() == 0));
    }
    let twice = oso(&dossier("L1", YES, "OPTIONEEL</cat_vombo><cat_vombo>opt-uit"));
    assert_eq!((twice.named("t__dossier").rows(), twice.named("t__overigvombo").rows()), (1, 0));
    let given = oso(&dossier("L1", YES, "OPTIONEEL")).with(|spec| spec.null = vec!["Nee".into()]);
    assert_eq!(given.problem().code, "source-option");
}

#[test]
fn all_files_of_a_folder_that_cannot_be_read_are_told() {
    let whole = dossier("L1", YES, "OPTIONEEL");
    let given = folder(&[
        ("a.xml", whole.clone()),
        ("b.xml", whole[..whole.len() / 2].to_owned()),
        ("c.xml", "<dossier>".to_owned()),
    ]);
    let files: Vec<_> = given.problems().into_iter().map(|problem| (problem.code, problem.file.unwrap())).collect();
    assert_eq!(files, [("source-syntax", "d/b.xml".to_owned()), ("source-syntax", "d/c.xml".to_owned())]);
    let given = folder(&[("a.xml", whole), ("b.xml", "<brief/>".to_owned())]);
    assert!(codes(&given.named("t__dossier")).contains(&"source-file"));
    assert_eq!(folder(&[("a.xml", "<brief/>".to_owned())]).problem().code, "source-records");
    assert_eq!(folder(&[("a.csv", "a;b".to_owned())]).problem().code, "source-missing");
}

#[test]
fn inspect_knows_a_dossier_and_a_folder_of_them() {
    let given = folder(&[("a.xml", dossier("L1", YES, "OPTIONEEL"))]);
    for name in ["d", "d/a.xml"] {
        let found = inspect(&given.path().join(name)).unwrap();
        assert_eq!(found.kind, Kind::Oso);
        let plugin: toml::Table = found.source.parse().unwrap();
        let spec: SourceSpec = plugin["source"][0].clone().try_into().unwrap();
        assert_eq!(read(&spec, given.path().join(name).parent().unwrap()).unwrap()[0].rows(), 1);
    }
}

#[test]
fn a_large_attachment_is_passed_over_and_the_dossier_read_without_it() {
    let attachment = format!("<bijlage><inhoud>{}</inhoud></bijlage><leerlingid>", "A".repeat(33 << 20));
    let large = dossier("L1", YES, "OPTIONEEL").replace("<leerlingid>", &attachment);
    let given = folder(&[("a.xml", large), ("b.xml", dossier("L2", YES, "OPTIONEEL"))]);
    let dossiers = given.named("t__dossier");
    assert_eq!(values(&dossiers, "leerlingid"), ["L1", "L2"]);
    let told = dossiers.problems.iter().find(|problem| problem.code == "source-element").unwrap();
    assert!(told.to_string().starts_with("d/a.xml: an attachment larger than 32 MB was passed over"), "{told}");
}
