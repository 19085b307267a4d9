//! The problems of a project as one HTML page, to read beside the files and to hand on to whoever can mend them.

use std::fmt::Write;

use schakel_source::problem::Problem;

use crate::commands::html::{self, text};
use crate::print::{Grouped, place_in_file};

/// The page; `schools` are all that were checked, each with how it ended.
pub(super) fn page(project: &str, schools: &[(String, String)], problems: &[Problem]) -> String {
    let mut html = String::new();
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
    html::page("en", &format!("Check of {project}"), &html)
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

#[cfg(test)]
mod tests {
    use super::*;

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
