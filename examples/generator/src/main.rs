//! `schakel-example`: writes fictitious schools to a folder.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Fictitious schools in the formats schools have.
#[derive(Parser)]
#[command(name = "schakel-example", version)]
struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Write a project.
    Generate {
        #[command(subcommand)]
        what: What,
    },
}

#[derive(Subcommand)]
enum What {
    /// The six schools of the example.
    ZesScholen {
        /// Folder to write to.
        #[arg(long)]
        out: PathBuf,
    },
    /// Any number of schools of any size, in the same mix of formats.
    Many {
        /// How many schools.
        #[arg(long)]
        schools: usize,
        /// How large each is: 1.0 is about 1,200 to 2,000 students.
        #[arg(long, default_value_t = 1.0)]
        size: f64,
        /// Folder with the plugins of the six schools.
        #[arg(long, default_value = "plugins")]
        plugins: PathBuf,
        /// Folder to write to.
        #[arg(long)]
        out: PathBuf,
    },
}

fn main() -> ExitCode {
    let Command::Generate { what } = Args::parse().command;
    let done = match what {
        What::ZesScholen { out } => schakel_example::zes_scholen(&out),
        What::Many { schools, size, plugins, out } => {
            // The project file lies elsewhere, so the plugins need a path that holds from there.
            let plugins = plugins.canonicalize().unwrap_or(plugins);
            schakel_example::many(schools, size, &plugins, &out)
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}
