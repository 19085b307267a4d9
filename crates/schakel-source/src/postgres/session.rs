//! A connection that can change nothing, sees one moment, and is waited for no longer than declared.

use std::future::Future;
use std::path::Path;
use std::time::Duration;

use tokio_postgres::Client;
use tokio_postgres::config::SslMode;

use super::address;
use super::failure::Failure;
use super::{password, tls};
use crate::problem::Problem;
use crate::spec::{SourceSpec, TlsMode};

/// How long the server may take for one answer when nothing is declared, in seconds.
const SECONDS: u64 = 60;
/// How much longer than the server's own limit an answer is waited for: the server can say what was too slow.
const GRACE: Duration = Duration::from_secs(5);

/// An open connection inside its transaction.
pub(super) struct Session {
    pub(super) client: Client,
    limit: Duration,
}

impl Session {
    /// Connects, and begins a transaction that can only read.
    pub(super) async fn open(spec: &SourceSpec, folder: &Path) -> Result<Session, Failure> {
        let address = address::config(spec)
            .map_err(|(message, hint)| Failure::told(Problem::error("source-option", message).hint(hint)))?;
        let environment = |name: &str| std::env::var(name).ok();
        let password = password::find(spec, folder, &address, &environment).map_err(Failure::told)?;
        let seconds = Duration::from_secs(spec.seconds.unwrap_or(SECONDS));
        let limit = seconds + GRACE;
        let mode = match spec.tls.unwrap_or(TlsMode::Require) {
            _ if address.local => SslMode::Disable,
            TlsMode::Off => SslMode::Disable,
            TlsMode::Prefer => SslMode::Prefer,
            TlsMode::Require => SslMode::Require,
        };
        let mut config = address.config;
        config.application_name("schakel").ssl_mode(mode).connect_timeout(seconds).tcp_user_timeout(limit);
        if let Some(password) = password {
            config.password(password);
        }
        let connector = tls::connector(spec, folder).map_err(Failure::told)?;
        let (client, connection) = match within(seconds, config.connect(connector)).await {
            Err(Failure::Silent) => return Err(Failure::told(no_answer())),
            connected => connected?,
        };
        // It ends when the client is dropped; what goes wrong with it reaches whoever waits for an answer.
        tokio::spawn(connection);
        let session = Session { client, limit };
        let milliseconds = seconds.as_millis();
        let settings = format!(
            "SET default_transaction_read_only = on; SET statement_timeout = {milliseconds}; \
             SET lock_timeout = {milliseconds}; SET DateStyle = 'ISO, YMD'; SET IntervalStyle = 'iso_8601'; \
             SET TimeZone = 'Europe/Amsterdam'; SET extra_float_digits = 1; SET cursor_tuple_fraction = 1; \
             BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
        );
        session.run(&settings).await?;
        Ok(session)
    }

    /// Runs statements that give no rows.
    pub(super) async fn run(&self, statements: &str) -> Result<(), Failure> {
        self.within(self.client.batch_execute(statements)).await
    }

    /// Waits for an answer, but not forever.
    pub(super) async fn within<T>(
        &self,
        answer: impl Future<Output = Result<T, tokio_postgres::Error>>,
    ) -> Result<T, Failure> {
        within(self.limit, answer).await
    }
}

fn no_answer() -> Problem {
    Problem::error("source-database", "the server did not answer within the time limit")
        .hint("Look at host and port in `path`, and whether it is PostgreSQL that runs there.")
}

async fn within<T>(
    limit: Duration,
    answer: impl Future<Output = Result<T, tokio_postgres::Error>>,
) -> Result<T, Failure> {
    match tokio::time::timeout(limit, answer).await {
        Ok(answer) => answer.map_err(Failure::Server),
        Err(_) => Err(Failure::Silent),
    }
}
