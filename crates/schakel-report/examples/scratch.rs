//! scratch
use schakel_report::{document::Lang, facts::Facts, template::TemplateSet};
fn main() {
    let args: Vec<String> = std::env::args().collect();
    let set = TemplateSet::vision_and_progress_from(std::path::Path::new("/work/main/report-templates/visie-en-voortgang")).unwrap_or_else(|e| { eprintln!("{e}"); std::process::exit(1) });
    let facts: Facts = serde_json::from_str(&std::fs::read_to_string(&args[1]).unwrap()).unwrap();
    let lang = if args.get(2).is_some_and(|l| l == "en") { Lang::En } else { Lang::Nl };
    match set.fill(&facts, lang) {
        Ok(markup) => {
            println!("{markup}");
            if let Err(p) = schakel_report::markup::read(&markup) { for p in p { eprintln!("{p}"); } }
        }
        Err(e) => eprintln!("{e}"),
    }
}
