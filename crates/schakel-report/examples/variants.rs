//! scratch
#[path = "../tests/common/mod.rs"] mod common;
use schakel_report::{document::Lang, template::TemplateSet};
fn main() {
    let only: Vec<String> = std::env::args().skip(1).collect();
    let set = TemplateSet::vision_and_progress_from(std::path::Path::new("/work/main/report-templates/visie-en-voortgang")).unwrap_or_else(|e| { eprintln!("{e}"); std::process::exit(1) });
    std::fs::create_dir_all("/tmp/v").unwrap();
    for (name, facts) in common::all() { for (code, lang) in [("nl", Lang::Nl), ("en", Lang::En)] {
        std::fs::write(format!("/tmp/v/{name}.json"), serde_json::to_string(&facts).unwrap()).unwrap();
        match set.fill(&facts, lang) { Ok(m) => std::fs::write(format!("/tmp/v/{name}-{code}.xml"), m).unwrap(), Err(e) => eprintln!("{name} {code}: {e}") }
        if !only.is_empty() && !only.contains(&format!("{name}-{code}")) { continue; }
        let t = std::time::Instant::now();
        match schakel_report::render(&facts, &set, lang) { Ok(r) => { println!("{name}-{code}: {} pages {:?} {:?}", r.pages, t.elapsed(), r.warnings); std::fs::write(format!("/tmp/v/{name}-{code}.pdf"), r.pdf).unwrap() }, Err(e) => eprintln!("{name} {code}: {e}") }
    } }
}
