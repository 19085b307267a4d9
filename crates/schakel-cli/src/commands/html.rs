//! What the pages for a browser share: style, head, and text that cannot become markup.

const STYLE: &str = "body{font:16px/1.5 system-ui,sans-serif;max-width:56rem;margin:2rem auto;\
padding:0 1rem;color:#1a1a1a;background:#fff;overflow-wrap:anywhere}\
h1{font-size:1.6rem}h2{font-size:1.25rem;margin-top:2.5rem;border-bottom:2px solid #1a1a1a}\
h3{font-size:1rem;margin:1.5rem 0 .5rem}table{border-collapse:collapse}caption{text-align:left;font-weight:600}\
th,td{text-align:left;vertical-align:top;padding:.4rem .6rem;border-bottom:1px solid #ccc;\
overflow-wrap:normal}th[scope=row]{overflow-wrap:anywhere;min-width:9rem}.number{text-align:right}\
ul{list-style:none;padding:0;margin:0}li{padding:.6rem;border-bottom:1px solid #ccc}p{margin:.1rem 0}\
.error{color:#a3140c;font-weight:600}.notice{color:#6b4900;font-weight:600}code{font-size:.9em}.place{font-weight:600}\
@media print{body{max-width:none;margin:0;font-size:10pt}table{page-break-inside:auto}tr{page-break-inside:avoid}}";

/// A page in a language, with a title above it.
pub(crate) fn page(lang: &str, title: &str, body: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"{lang}\"><head><meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n\
         <title>{0}</title>\n<style>{STYLE}</style></head>\n<body><main>\n<h1>{0}</h1>\n{body}</main></body></html>\n",
        escaped(title)
    )
}

/// A text as it is.
pub(crate) fn escaped(given: &str) -> String {
    given.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// A text in which what stands between backticks is a name.
pub(crate) fn text(given: &str) -> String {
    let escaped = escaped(given);
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
        assert!(page("nl", "a<b", "").contains("<title>a&lt;b</title>"));
    }
}
