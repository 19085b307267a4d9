//! What can go wrong between here and the server, in words of a person. What the server says itself is never shown: it
//! may hold a value.

use std::error::Error;

use tokio_postgres::error::SqlState;

use super::without_password;
use crate::problem::Problem;
use crate::spec::SourceSpec;

/// Why there is no answer.
pub(super) enum Failure {
    /// The connection or the server says so.
    Server(tokio_postgres::Error),
    /// Nothing came within the time limit.
    Silent,
    /// It is known what is wrong.
    Told(Box<Problem>),
}

impl Failure {
    pub(super) fn told(problem: Problem) -> Failure {
        Failure::Told(Box::new(problem))
    }

    /// Whether nothing more can be asked.
    pub(super) fn ends_the_session(&self) -> bool {
        match self {
            Failure::Server(error) => error.code().is_none_or(|code| code.code().starts_with("57P")),
            Failure::Silent => true,
            Failure::Told(_) => false,
        }
    }

    /// What to tell a person.
    pub(super) fn problem(self, spec: &SourceSpec) -> Problem {
        let (message, hint) = match self {
            Failure::Told(mut problem) => {
                problem.file.get_or_insert_with(|| without_password(&spec.path).into_owned());
                return *problem;
            }
            Failure::Silent => of_time(),
            Failure::Server(error) => match error.code() {
                Some(code) => of_state(code),
                None => of_connection(&error),
            },
        };
        Problem::error("source-database", message).file(without_password(&spec.path)).hint(hint)
    }
}

type Words = (String, &'static str);

fn words(message: &str, hint: &'static str) -> Words {
    (message.to_owned(), hint)
}

fn of_time() -> Words {
    words(
        "the server took longer than the time limit",
        "Read a smaller table or view, or raise `seconds` in plugin.toml.",
    )
}

fn lost() -> Words {
    words(
        "the connection was lost before everything was read; nothing of it is used",
        "Try again when the server runs.",
    )
}

/// The five-character codes of PostgreSQL.
fn of_state(code: &SqlState) -> Words {
    match code.code() {
        "28P01" => words(
            "the server refuses the password",
            "Look at SCHAKEL_PG_PASSWORD_<NAME>, PGPASSWORD or the pgpass file, and at the user in the address.",
        ),
        "28000" => words(
            "the server lets this user not in from here",
            "The administrator of the database allows it in pg_hba.conf; it may also ask for encryption (`tls`).",
        ),
        "3D000" => words("the server has no such database", "Look at the end of `path` in plugin.toml."),
        "42501" => words(
            "the user may not read all that this takes",
            "Have the right given: GRANT SELECT ON … TO …; a view may call a function that asks for more.",
        ),
        "57014" => of_time(),
        "55P03" => words("another program keeps the table locked", "Try again when that program is done."),
        "25006" => words(
            "reading this would change the database, which is never allowed",
            "A view may call a function that writes; read the tables below it instead.",
        ),
        "53300" => words("the server has no connection left", "Try again later, or ask for a higher limit."),
        "57P03" => words("the server is starting or stopping", "Try again in a moment."),
        code if code.starts_with("57P") || code.starts_with("08") => lost(),
        "42P01" | "42703" => {
            words("the table changed while it was looked at, or a view asks for what is not there", "Try again.")
        }
        code => (
            format!("the server could not give the rows (SQLSTATE {code})"),
            "The log of the server says the rest; often a view holds a value that does not convert.",
        ),
    }
}

/// What the connection says when the server said nothing.
fn of_connection(error: &tokio_postgres::Error) -> Words {
    let mut causes = Vec::new();
    let mut cause: Option<&(dyn Error + 'static)> = Some(error);
    while let Some(error) = cause {
        causes.push(error);
        // An I/O error shows its own cause as itself.
        cause = match error.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref) {
            Some(inner) => Some(inner),
            None => error.source(),
        };
    }
    if let Some(error) = causes.iter().find_map(|cause| cause.downcast_ref::<rustls::Error>()) {
        return of_encryption(error);
    }
    let says = |part: &str| causes.iter().any(|cause| cause.to_string().contains(part));
    let kind = causes.iter().find_map(|cause| cause.downcast_ref::<std::io::Error>()).map(std::io::Error::kind);
    if says("does not support TLS") {
        words(
            "the server offers no encryption, and `tls` asks for it",
            "Have it switched on at the server; `tls = \"off\"` sends password and rows in the clear.",
        )
    } else if says("password missing") {
        words(
            "the server asks for a password and none is given",
            "Set SCHAKEL_PG_PASSWORD_<NAME> or PGPASSWORD, or put it in a pgpass file with rights for its owner only.",
        )
    } else if error.to_string().starts_with("error connecting") {
        let why = kind.map_or_else(|| "no answer".to_owned(), |kind| kind.to_string());
        (
            format!("the server cannot be reached: {why}"),
            "Look at host and port in `path`, whether the server runs, and whether a firewall is between.",
        )
    } else {
        lost()
    }
}

fn of_encryption(error: &rustls::Error) -> Words {
    use rustls::CertificateError;
    match error {
        rustls::Error::InvalidCertificate(CertificateError::UnknownIssuer) => words(
            "the certificate of the server is of an authority that is not known here",
            "Put the certificate of the school's own authority into the folder of the plugin and name it in `ca`.",
        ),
        rustls::Error::InvalidCertificate(
            CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. },
        ) => words(
            "the certificate of the server is for another name than the host in `path`",
            "Write the host as the certificate has it.",
        ),
        rustls::Error::InvalidCertificate(CertificateError::Expired | CertificateError::ExpiredContext { .. }) => {
            words("the certificate of the server has expired", "Have it renewed at the server.")
        }
        _ => words(
            "encryption could not be agreed upon with the server",
            "The server must offer TLS 1.2 or 1.3 with a certificate that is valid.",
        ),
    }
}
