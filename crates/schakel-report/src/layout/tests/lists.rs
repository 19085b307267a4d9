//! Lists stand below what introduces them.

use super::*;

#[test]
fn a_line_that_introduces_a_list_is_never_the_last_of_its_page() {
    let items: String = (0..6).map(|n| format!("<li>punt{n} {}</li>", sentences(9))).collect();
    let mut turned = 0;
    for lines in 1..60 {
        let text = "<p>regel</p>".repeat(lines);
        let all = own(&lay_body(&format!("{text}<h1>Kop</h1><p>Dit zijn ze.</p><ul>{items}</ul>")));
        let (introduction, first) = (place_of(&all, "Dit zijn ze."), place_of(&all, "punt0"));
        assert_eq!(introduction.0, first.0, "{lines} lines above");
        turned += usize::from(first.0 == 1 && place_of(&all, "regel").0 == 0 && lines < 40);
    }
    assert!(turned > 0);
}
