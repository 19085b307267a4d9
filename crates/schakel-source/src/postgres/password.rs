//! Where the password comes from: the environment, or a `pgpass` file that only its owner may read.

use std::path::{Path, PathBuf};

use super::address::Address;
use crate::problem::Problem;
use crate::spec::{Place, SourceSpec};

/// The password for an address; `None` when none is given, which is fine for a server that asks for none.
///
/// The environment goes before a file; a file in the declaration before the user's own.
pub(super) fn find(
    spec: &SourceSpec,
    folder: &Path,
    address: &Address,
    environment: &dyn Fn(&str) -> Option<String>,
) -> Result<Option<String>, Problem> {
    let own = format!("SCHAKEL_PG_PASSWORD_{}", spec.name.to_uppercase());
    if let Some(password) = environment(&own).or_else(|| environment("PGPASSWORD")) {
        return Ok(Some(password));
    }
    let (file, shown) = match &spec.pgpass {
        Some(declared) => (folder.join(Place::of(declared).1), declared.clone()),
        None => match of_user(environment).filter(|file| file.exists()) {
            Some(file) => (file, "pgpass".to_owned()),
            None => return Ok(None),
        },
    };
    let problem = |message: &str, hint: &str| Problem::error("source-password", message).file(shown.clone()).hint(hint);
    let text = std::fs::read_to_string(&file).map_err(|error| {
        problem(
            &format!("the file with passwords cannot be read: {}", error.kind()),
            "Look at `pgpass` in plugin.toml.",
        )
    })?;
    if others_may_read(&file) {
        return Err(problem(
            "others may read the file with passwords, so it is not used",
            "Take their rights away: chmod 600.",
        ));
    }
    Ok(text.lines().find_map(|line| password_of(line, address)))
}

/// Where the tools of PostgreSQL look.
fn of_user(environment: &dyn Fn(&str) -> Option<String>) -> Option<PathBuf> {
    let below = |variable: &str, path: &str| environment(variable).map(|folder| Path::new(&folder).join(path));
    environment("PGPASSFILE").map(PathBuf::from).or_else(|| match cfg!(windows) {
        true => below("APPDATA", "postgresql/pgpass.conf"),
        false => below("HOME", ".pgpass"),
    })
}

#[cfg(unix)]
fn others_may_read(file: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    std::fs::metadata(file).is_ok_and(|metadata| metadata.permissions().mode() & 0o077 != 0)
}

/// Rights lie elsewhere on other systems: there the folder of the user is the guard, as for the tools of PostgreSQL.
#[cfg(not(unix))]
fn others_may_read(_: &Path) -> bool {
    false
}

/// The password in a line `host:port:database:user:password`, when the line is about this address.
fn password_of(line: &str, address: &Address) -> Option<String> {
    if line.starts_with('#') {
        return None;
    }
    let host = if address.local { "localhost" } else { &address.host };
    let wanted = [host, &address.port.to_string(), &address.database, &address.user];
    let mut rest = line;
    for wanted in wanted {
        let (field, behind) = field(rest);
        rest = behind?;
        if field != "*" && field != wanted {
            return None;
        }
    }
    // What would end a field may stand in a password without a sign before it.
    let mut password = String::new();
    let mut signs = rest.chars();
    while let Some(sign) = signs.next() {
        password.push(if sign == '\\' { signs.next().unwrap_or(sign) } else { sign });
    }
    Some(password)
}

/// The text up to the next `:`, and what follows it; `\` before a sign takes its meaning away.
fn field(text: &str) -> (String, Option<&str>) {
    let mut field = String::new();
    let mut signs = text.char_indices();
    while let Some((at, sign)) = signs.next() {
        match sign {
            ':' => return (field, Some(&text[at + 1..])),
            '\\' => field.extend(signs.next().map(|(_, sign)| sign)),
            other => field.push(other),
        }
    }
    (field, None)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kind::Kind;

    fn spec() -> SourceSpec {
        SourceSpec::new("las", Kind::Postgres, "postgresql://lezer@db.example/las")
    }

    fn found(text: &str, variables: &[(&str, &str)]) -> Option<String> {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("pgpass");
        std::fs::write(&file, text).unwrap();
        #[cfg(unix)]
        std::fs::set_permissions(&file, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
        let spec = SourceSpec { pgpass: Some("pgpass".to_owned()), ..spec() };
        let variable =
            |name: &str| variables.iter().find(|(variable, _)| *variable == name).map(|(_, value)| (*value).to_owned());
        find(&spec, folder.path(), &super::super::address::config(&spec).unwrap_or_else(|_| panic!()), &variable)
            .unwrap()
    }

    #[test]
    fn the_first_line_that_is_about_the_address_counts() {
        let text = "# db.example:5432:las:lezer:a\nother:5432:las:lezer:b\n*:*:las:lezer:c:d\\\\e\n*:*:*:*:f\n";
        assert_eq!(found(text, &[]).as_deref(), Some("c:d\\e"));
        assert_eq!(found("db.example:5433:las:lezer:a\n", &[]), None);
        assert_eq!(found("db.example:5432:l\\as:lezer:a\n", &[]).as_deref(), Some("a"));
        assert_eq!(found("db.example:5432", &[]), None);
    }

    #[test]
    fn the_environment_goes_before_a_file_and_the_variable_of_the_source_first() {
        let (own, all) = (("SCHAKEL_PG_PASSWORD_LAS", "own"), ("PGPASSWORD", "all"));
        assert_eq!(found("*:*:*:*:f", &[own, all]).as_deref(), Some("own"));
        assert_eq!(found("*:*:*:*:f", &[all]).as_deref(), Some("all"));
        assert_eq!(found("*:*:*:*:f", &[("SCHAKEL_PG_PASSWORD_OTHER", "x")]).as_deref(), Some("f"));
    }

    #[test]
    #[cfg(unix)]
    fn a_file_that_others_may_read_is_refused() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("pgpass");
        std::fs::write(&file, "*:*:*:*:geheim").unwrap();
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o640)).unwrap();
        let address = super::super::address::config(&spec()).unwrap_or_else(|_| panic!());
        let environment = |name: &str| (name == "PGPASSFILE").then(|| file.to_str().unwrap().to_owned());
        let problem = find(&spec(), folder.path(), &address, &environment).unwrap_err();
        assert_eq!(problem.code, "source-password");
        assert!(!problem.to_string().contains("geheim"));
    }
}
