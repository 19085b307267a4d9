//! `docs/model.md` is the codebook that the definitions print.

use schakel_model::{check::checks, code_lists, docs, tables};

/// Run with `SCHAKEL_UPDATE=1` to write the page anew after a change of the model.
#[test]
fn the_committed_codebook_is_up_to_date() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/model.md");
    let page = docs::markdown();
    if std::env::var_os("SCHAKEL_UPDATE").is_some() {
        std::fs::write(path, &page).unwrap();
    }
    let committed = std::fs::read_to_string(path).unwrap().replace("\r\n", "\n");
    assert!(committed == page, "docs/model.md is out of date: run SCHAKEL_UPDATE=1 cargo test -p schakel-model");
}

#[test]
fn the_codebook_names_every_table_column_code_and_check() {
    let page = docs::markdown();
    for table in tables() {
        assert!(page.contains(&format!("### `{}`", table.name)), "{}", table.name);
        for column in table.columns {
            assert!(page.contains(&format!("| `{}`", column.name)), "{}.{}", table.name, column.name);
        }
    }
    for list in code_lists() {
        assert!(page.contains(&format!("\n### {}\n", list.name)), "{}", list.name);
        for code in list.codes {
            assert!(page.contains(&format!("| `{}` | {} |", code.code, code.en)), "{}.{}", list.name, code.code);
        }
    }
    for check in checks() {
        assert!(page.contains(check.action), "{}", check.code);
    }
}
