//! Markup and quotes in names and free text.

use super::*;

const VALUES: &[&str] = &[
    "<script>alert(1)</script>",
    "\"/></section></report><h1>Ingebroken</h1>",
    "' onload='x' style=\"color:red",
    "]]>&lt;b&gt;&amp;&nbsp;<!-- -->",
    "{{school.id}} {{{school.id}}} {{> x}} {{#each x}}",
    "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]>&b;",
    "\u{2}<b>\u{3}\u{4}een\u{5}twee\u{6}\u{7}9 x\u{e}vet\u{f}",
];

#[test]
fn no_markup_of_a_value_arrives_as_markup() {
    let plain = made(&written(|_| "gewoon".to_owned())).html;
    let elements = |html: &str| {
        let mut names: Vec<String> =
            html.split('<').skip(1).map(|tag| tag.split([' ', '>', '\n']).next().unwrap().to_owned()).collect();
        names.retain(|name| name.contains(|c: char| !"/abcdefghijklmnopqrstuvwxyz0123456789!DOCTYPE".contains(c)));
        names
    };
    assert_eq!(elements(&plain), [""; 0]);
    for value in VALUES {
        let made = made(&written(|_| (*value).to_owned()));
        for broken in ["<script", "<h1>Ingebroken", "<!ENTITY", "<b>", "onload='", "root:"] {
            assert!(!made.html.contains(broken), "{value}: {broken}");
        }
        assert!(!made.html.contains(|c: char| c.is_control() && c != '\n'), "{value}");
        assert_eq!(elements(&made.html), [""; 0], "{value}");
    }
}

#[test]
fn what_looks_like_markup_is_read_as_it_was_written() {
    for value in VALUES.iter().take(5) {
        let made = made(&written(|_| (*value).to_owned()));
        // Within a word the apostrophe of a keyboard becomes that of a printer.
        let wanted = squeezed(value);
        assert!(made.text.matches(&wanted).count() > 5, "{value}");
    }
}

#[test]
fn a_name_is_a_name_in_the_properties_of_the_file_too() {
    let mut facts = common::shared();
    facts.school.name = "Het & <Lyceum> (\"a\") \\ )".to_owned();
    let made = made(&facts);
    let file = lopdf::Document::load_mem(&made.pdf.pdf).unwrap();
    let metadata = file.catalog().unwrap().get(b"Metadata").unwrap().as_reference().unwrap();
    let xmp = file.get_object(metadata).unwrap().as_stream().unwrap();
    let xmp = String::from_utf8(xmp.content.clone()).unwrap();
    assert!(xmp.contains("Het &amp; &lt;Lyceum&gt;"), "{xmp}");
}
