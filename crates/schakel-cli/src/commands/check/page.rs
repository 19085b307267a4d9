//! The problems of a project as one HTML page, to read beside the files and to hand on to whoever can mend them.

use std::fmt::Write;

use schakel_source::problem::Problem;

use crate::print::{Grouped, place_in_file};

const STYLE: &str = "body{font:16px/1.5 system-ui,sans-serif;max-width:56rem;margin:2rem auto;\
padding:0 1rem;color:#1a1a1a;background:#fff;overflow-wrap:anywhere}\
h1{font-size:1.6rem}h2{font-size:1.25rem;margin-top:2.5rem;border-bottom:2px solid #1a1a1a}\
h3{font-size:1rem;margin:1.5rem 0 .5rem}table{border-collapse:collapse}caption{text-align:left;font-weight:600}\
th,td{text-align:left;vertical-align:top;padding:.4rem .6rem;border-bottom:1px solid #ccc;\
overflow-wrap:normal}th[scope=row]{overflow-wrap:anywhere;min-width:6rem}.number{text-align:right}\
ul{list-style:none;padding:0;margin:0}li{padding:.6rem;border-bottom:1px solid #ccc}p{margin:.1rem 0}\
.error{color:#a3140c;font-weight:600}.notice{color:#6b4900;font-weight:600}code{font-size:.9em}.place{font-weight:600}";

/// The page; `schools` are all that were checked, each with how it ended.
pub(super) fn page(project: &str, schools: &[(String, String)], problems: &[Problem]) -> String {
    let mut html = format!(
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n\
         <title>Check of {0}</title>\n<style>{STYLE}</style></head>\n<body><main>\n<h1>Check of {0}</h1>\n",
        text(project)
    );
    html.push_str(
        "<table>\n<caption>Schools</caption>\n<tr><th scope=\"col\">School</th>\
         <th scope=\"col\" class=\"number\">Errors</th>\
         <th scope=\"col\" class=\"number\">Notices</th><th scope=\"col\">Outcome</th></tr>\n",
    );
    for (school, outcome) in schools {
        let (errors, notices) =
            Grouped::count(problems.iter().filter(|problem| problem.school.as_ref() == Some(school)));
        // Writing to a string cannot fail.
        let _ = writeln!(
            html,
            "<tr><th scope=\"row\">{}</th><td class=\"number\">{errors}</td>\
             <td class=\"number\">{notices}</td><td>{}</td></tr>",
            text(school),
            text(outcome)
        );
    }
    html.push_str("</table>\n");
    for group in Grouped::of(problems) {
        let _ = writeln!(html, "<h2>{}</h2>", text(group.school.unwrap_or("The project")));
        for (file, problems) in group.files {
            let _ = writeln!(html, "<h3>{}</h3>", text(file.unwrap_or("No file")));
            html.push_str("<ul>\n");
            problems.into_iter().for_each(|problem| one(&mut html, problem));
            html.push_str("</ul>\n");
        }
    }
    html.push_str("</main></body></html>\n");
    html
}

/// A problem as blocks below each other, so that it reads on a telephone too.
fn one(html: &mut String, problem: &Problem) {
    let mut about = format!("<span class=\"{0}\">{0}</span> <code>{1}</code>", problem.severity, problem.code);
    let place = place_in_file(problem);
    if !place.is_empty() {
        about.push_str(&format!(" <span class=\"place\">{}</span>", text(&place)));
    }
    if problem.count > 1 {
        about.push_str(&format!(", {} times", problem.count));
    }
    let hint = problem.hint.as_ref().map_or_else(String::new, |hint| format!("<p>To do: {}</p>", text(hint)));
    html.push_str(&format!("<li><p>{about}</p><p>{}</p>{hint}</li>\n", text(&problem.message)));
}

fn text(given: &str) -> String {
    let escaped = given.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
    // What stands between backticks is a name.
    let mut parts = escaped.split('`');
    let mut html = parts.next().unwrap_or_default().to_owned();
    let rest: Vec<&str> = parts.collect();
    for (index, part) in rest.iter().enumerate() {
        let tag = match index % 2 {
            0 if index + 1 < rest.len() => "<code>",
            0 => "`",
            _ => "</code>",
        };
        html.push_str(tag);
        html.push_str(part);
    }
    html
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_file_is_called_cannot_become_markup() {
        assert_eq!(text("<script>\"&`a`"), "&lt;script&gt;&quot;&amp;<code>a</code>");
        assert_eq!(text("one ` alone"), "one ` alone");
    }

    #[test]
    fn every_problem_stands_under_its_school_and_file_with_its_count() {
        let problems = [Problem::error("M03", "not a date")
            .school("delta")
            .file("a.csv")
            .row(3)
            .column("datum")
            .hint("Look.")
            .count(4)];
        let html = page("p", &[("delta".to_owned(), "read".to_owned())], &problems);
        assert!(html.contains("<h2>delta</h2>\n<h3>a.csv</h3>"), "{html}");
        let shown =
            "<span class=\"place\">row 3, column datum</span>, 4 times</p><p>not a date</p><p>To do: Look.</p></li>";
        assert!(html.contains(shown), "{html}");
    }
}
