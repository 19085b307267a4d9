//! Where a server is: `postgresql://user@host:5432/database`, as every tool of PostgreSQL writes it.

use std::borrow::Cow;

use tokio_postgres::Config;
use tokio_postgres::config::Host;

use crate::spec::SourceSpec;

/// What addresses begin with.
const SCHEMES: [&str; 2] = ["postgresql://", "postgres://"];
/// What an address may set behind `?`; for all else there are options.
const PARAMETERS: [&str; 2] = ["host", "port"];

/// Whether a text is the address of a server rather than the path of a file.
pub(crate) fn is_address(text: &str) -> bool {
    SCHEMES.iter().any(|scheme| text.starts_with(scheme))
}

/// What is wrong with the address, and what to do.
pub(crate) fn check(spec: &SourceSpec) -> Result<(), (&'static str, &'static str)> {
    config(spec).map(|_| ())
}

/// The address without a password, for messages: it may stand there although it should not.
pub(crate) fn without_password(address: &str) -> Cow<'_, str> {
    let Some(scheme) = SCHEMES.iter().find(|scheme| address.starts_with(**scheme)) else { return address.into() };
    // The last `@` before the path: a password that was not encoded may hold one too.
    let (login, rest) = match address[scheme.len()..].rsplit_once('@') {
        Some((login, rest)) => (login, format!("@{rest}")),
        None => ("", address[scheme.len()..].to_owned()),
    };
    let user = login.split(':').next().unwrap_or_default();
    let rest = rest.split('?').next().unwrap_or_default();
    format!("{scheme}{user}{rest}").into()
}

/// One host with its port, the database and the user.
pub(super) struct Address {
    pub(super) config: Config,
    /// The name of the host, or the folder of its socket.
    pub(super) host: String,
    pub(super) port: u16,
    pub(super) database: String,
    pub(super) user: String,
    /// Whether it is a socket on this machine, over which nothing can be overheard.
    pub(super) local: bool,
}

/// Takes the address apart.
pub(super) fn config(spec: &SourceSpec) -> Result<Address, (&'static str, &'static str)> {
    const FORM: &str = "Write postgresql://user@host:5432/database.";
    if !is_address(&spec.path) {
        return Err(("`path` is not the address of a server", FORM));
    }
    let parameters = spec.path.split_once('?').map_or("", |(_, parameters)| parameters);
    let known = |parameter: &str| PARAMETERS.contains(&parameter.split('=').next().unwrap_or_default());
    if !parameters.is_empty() && !parameters.split('&').all(known) {
        return Err((
            "behind `?` an address may have `host` and `port` only",
            "Set the options of the source instead.",
        ));
    }
    let config: Config = spec.path.parse().map_err(|_| ("`path` is not a whole address of a server", FORM))?;
    if config.get_password().is_some() {
        return Err((
            "the address holds a password",
            "Take it out and change it: put it in the environment (SCHAKEL_PG_PASSWORD_<NAME>) or in a pgpass file.",
        ));
    }
    let (host, local) = match config.get_hosts() {
        [Host::Tcp(host)] => (host.clone(), false),
        #[cfg(unix)]
        [Host::Unix(folder)] => (folder.to_string_lossy().into_owned(), true),
        _ => return Err(("the address must name one host", FORM)),
    };
    let port = match config.get_ports() {
        [] => 5432,
        [port] => *port,
        _ => return Err(("the address must name one port", FORM)),
    };
    let named = |name: Option<&str>| name.filter(|name| !name.is_empty()).map(str::to_owned);
    let user = named(config.get_user()).ok_or(("the address names no user", FORM))?;
    let database = named(config.get_dbname()).ok_or(("the address names no database", FORM))?;
    Ok(Address { host, port, database, user, local, config })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kind::Kind;

    fn fault(path: &str) -> Option<&'static str> {
        check(&SourceSpec::new("t", Kind::Postgres, path)).err().map(|(message, _)| message)
    }

    #[test]
    fn an_address_names_one_host_a_user_and_a_database_and_never_a_password() {
        for whole in [
            "postgresql://lezer@db.example/las",
            "postgres://lezer@[::1]:6432/las",
            "postgresql://lezer@/las?host=/var/run/postgresql&port=5433",
        ] {
            assert_eq!(fault(whole), None, "{whole}");
        }
        for (address, part) in [
            ("las.sqlite", "not the address"),
            ("mysql://a@b/c", "not the address"),
            ("postgresql://db.example/las", "no user"),
            ("postgresql://lezer@db.example", "no database"),
            ("postgresql://lezer@een,twee/las", "one host"),
            ("postgresql://lezer:geheim@db.example/las", "password"),
            ("postgresql://lezer@db.example/las?sslmode=disable", "behind `?`"),
            ("postgresql://lezer@db.example:x/las", "not a whole address"),
        ] {
            assert!(fault(address).unwrap().contains(part), "{address}: {:?}", fault(address));
        }
    }

    #[test]
    fn a_password_in_an_address_is_never_shown() {
        for address in [
            "postgresql://lezer:geheim@db.example/las",
            "postgresql://lezer:ge@heim@db.example/las",
            "postgresql://lezer@db.example/las?password=geheim",
        ] {
            assert_eq!(without_password(address), "postgresql://lezer@db.example/las", "{address}");
        }
    }
}
