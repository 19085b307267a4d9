//! Encryption: the certificate of the server is always checked, against the school's own authority or the system's.

use std::path::Path;
use std::sync::Arc;

use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, RootCertStore};
use tokio_postgres_rustls::MakeRustlsConnect;

use crate::problem::Problem;
use crate::spec::{Place, SourceSpec};

/// What connects with encryption.
pub(super) fn connector(spec: &SourceSpec, folder: &Path) -> Result<MakeRustlsConnect, Problem> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    let builder = builder.map_err(|_| Problem::error("source-database", "this system knows no encryption"))?;
    Ok(MakeRustlsConnect::new(builder.with_root_certificates(roots(spec, folder)?).with_no_client_auth()))
}

fn roots(spec: &SourceSpec, folder: &Path) -> Result<RootCertStore, Problem> {
    let mut roots = RootCertStore::empty();
    let Some(ca) = &spec.ca else {
        roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
        return Ok(roots);
    };
    let problem = |message: String, hint: &str| Problem::error("source-certificate", message).file(ca).hint(hint);
    let bytes = std::fs::read(folder.join(Place::of(ca).1)).map_err(|error| {
        problem(format!("the certificate cannot be read: {}", error.kind()), "Look at `ca` in plugin.toml.")
    })?;
    let certificates = CertificateDer::pem_slice_iter(&bytes).collect::<Result<Vec<_>, _>>().unwrap_or_default();
    if roots.add_parsable_certificates(certificates).0 == 0 {
        return Err(problem(
            "this is not a certificate in PEM form".to_owned(),
            "It begins with -----BEGIN CERTIFICATE-----; ask the system administrator for it.",
        ));
    }
    Ok(roots)
}
