//! `schakel share`: what a school shares, shown to a person first, and made when enough persons confirm.

use std::io::{BufRead, IsTerminal, Write};
use std::path::PathBuf;

use anstream::{eprint, eprintln, println};
use schakel_core::load::SchoolLoad;
use schakel_core::project::{Project, Share};
use schakel_indicators::{Outcome as Computed, PersonTable, persons_blocking};
use schakel_report::facts::Text;
use schakel_research::exchange::{
    Confirmation, Contents, Lang as PreviewLang, Ledger, MakeError, Persons, ResearchKey, Step, Terms, seal,
};
use schakel_source::problem::Problem;
use serde_json::{Value, json};

use crate::args::{Lang, ShareArgs};
use crate::commands::editions::write_whole;
use crate::commands::{keys, open_project};
use crate::exit::{Ended, Failure, Outcome};
use crate::ledger;
use crate::pipeline;
use crate::print::{self, DIM, NAME, NOTICE};
use crate::progress::{SchoolBars, line};

/// Shows what leaves; makes the package when it is confirmed.
///
/// # Errors
/// Wrong use when the project does not say to whom the school shares, or a confirmation does not count; a fault when
/// the package cannot be made.
pub(crate) fn run(args: &ShareArgs) -> Ended {
    let project = open_project(&args.project, std::slice::from_ref(&args.school))?;
    let share = project.share.as_ref().ok_or_else(|| Failure::Usage(NOT_SHARED.to_owned()))?;
    let to: ResearchKey = share
        .research_key
        .parse()
        .map_err(|error| Failure::Usage(format!("`research_key` in schakel.toml: {error}")))?;
    let (shared, problems) = contents(&project, args)?;
    print::errors(&problems);
    let Some((contents, computed)) = shared else {
        if args.json {
            print::json(&json!({"school": args.school, "package": null, "problems": problems}))?;
        } else {
            println!("{NAME}{}{NAME:#}  nothing to share: see the problems above", args.school);
        }
        return Ok(Outcome::Problems);
    };
    if !args.json {
        show(&contents, share, args.lang);
    }
    let made = if args.preview { Made::Shown } else { confirm(&project, share, (&contents, &computed), &to, args)? };
    if args.json {
        print::json(&outcome(&project, &contents, share, &made, args, &problems))?;
    } else {
        made.show(&project, &args.school);
    }
    Ok(print::outcome(&problems))
}

/// The folder beside the store with what was confirmed and made.
pub(crate) const CONFIRMED: &str = "share";

const NOT_SHARED: &str = "schakel.toml has no [share]: add it, with the `research_key` of the research team (which \
    `schakel keys --research` prints there) and the `agreement` under which the school shares";

/// What is shared, and what was computed for it.
type Shared = (Contents, Computed);

/// What the school would share, with what was computed for it, and the problems of its data; nothing when it could not
/// be loaded.
fn contents(project: &Project, args: &ShareArgs) -> Result<(Option<Shared>, Vec<Problem>), Failure> {
    let bars = SchoolBars::new(project.schools.iter().map(|school| school.id.as_str()));
    let loads = pipeline::load(project, args.fresh, &|progress| bars.show(progress))?;
    bars.finish();
    let problems = pipeline::problems(&loads);
    let Some(load) = loads.iter().find(|load| load.loaded) else { return Ok((None, problems)) };
    let working = line("computing the indicators");
    let computed = pipeline::compute(project, &loads);
    working.finish_and_clear();
    let computed = computed?;
    let facts = pipeline::facts(&computed, load)?;
    let alias = project.school(&args.school).and_then(|school| school.alias.as_deref()).unwrap_or_default();
    let shares_rows = project.share.as_ref().is_some_and(|share| share.microdata);
    let persons = if shares_rows { persons(project, load)? } else { Vec::new() };
    let contents = Contents::new(&project.id, alias, &facts, &persons).map_err(unmade)?;
    Ok((Some((contents, computed)), problems))
}

/// The rows of persons that a school shares.
fn persons(project: &Project, load: &SchoolLoad) -> Result<Vec<Persons>, Failure> {
    let store = pipeline::store_view(project, std::slice::from_ref(load));
    let tables = persons_blocking(&store, &pipeline::request(project)?, &load.school)
        .map_err(|error| Failure::fault("reading the rows of persons", error))?;
    Ok(tables.into_iter().map(in_words).collect())
}

fn in_words(PersonTable { header, released }: PersonTable) -> Persons {
    let text = |nl: &str, en: &str| Text { nl: nl.to_owned(), en: en.to_owned() };
    let named = header.quasi.iter().chain(&header.values).map(|column| text(&column.nl, &column.en));
    let items = header.item.iter().flat_map(|item| released.values().iter().map(|_| text(&item.nl, &item.en)));
    Persons { of: text(&header.nl, &header.en), columns: named.chain(items).collect(), released }
}

fn unmade(error: MakeError) -> Failure {
    match error {
        MakeError::Fault(_) => Failure::Fault(error.to_string()),
        _ => Failure::Usage(error.to_string()),
    }
}

fn show(contents: &Contents, share: &Share, lang: Lang) {
    let (text, agreement, key) = match lang {
        Lang::Nl => (contents.preview().text(PreviewLang::Nl), "Afspraak", "Sleutel van het onderzoeksteam"),
        Lang::En => (contents.preview().text(PreviewLang::En), "Agreement", "Key of the research team"),
    };
    println!("{text}{agreement}: {}\n{key}: {}", share.agreement, share.research_key);
}

/// What came of it.
enum Made {
    /// Only shown.
    Shown,
    /// The person said no.
    Declined,
    /// Somebody else must confirm too.
    Waiting { needed: usize, lapsed: bool },
    /// The package is there.
    Package { file: PathBuf, sequence: u64, public_key: String },
}

fn confirm(
    project: &Project,
    share: &Share,
    (contents, computed): (&Contents, &Computed),
    to: &ResearchKey,
    args: &ShareArgs,
) -> Result<Made, Failure> {
    let function = match &args.confirm {
        Some(function) => function.clone(),
        None if args.json || !std::io::stdin().is_terminal() => {
            let what = "nobody can be asked here; `--confirm FUNCTION` confirms what `--preview` shows";
            return Err(Failure::Usage(what.to_owned()));
        }
        None => match agreed(args.lang)? {
            Some(function) => function,
            None => return Ok(Made::Declined),
        },
    };
    let file = project.beside_store(CONFIRMED, &args.school);
    let failed = |error: std::io::Error| Failure::Usage(format!("{}: {}", project.shown(&file), error.kind()));
    let mut ledger = Ledger::read(&file).map_err(failed)?;
    if let Some(sequence) = args.sequence {
        ledger.go_on_after(sequence - 1);
    }
    let digest = contents.digest();
    let date = args.date.unwrap_or(project.report_date).to_string();
    let step = ledger
        .confirm(&digest, Confirmation { function, date }, share.confirmations as usize)
        .map_err(|error| Failure::Usage(error.to_string()))?;
    let (sequence, confirmations) = match step {
        Step::Waiting { needed, lapsed } => {
            ledger.write(&file).map_err(failed)?;
            return Ok(Made::Waiting { needed, lapsed });
        }
        Step::Ready { sequence, confirmations } => (sequence, confirmations),
    };
    ledger::keep(project, computed)?;
    let key = keys::signing_key(project, &args.school)?;
    let terms = Terms { sequence, agreement: &share.agreement, confirmations: &confirmations };
    let sealed = seal(contents, terms, &key, to).map_err(unmade)?;
    // The number is used up before the package is there: of two packages with other contents none has the same.
    ledger.made(sequence, &digest);
    ledger.write(&file).map_err(failed)?;
    let folder = args.out.clone().unwrap_or_else(|| project.default_output().join(&args.school));
    let package = folder.join(contents.file_name());
    write_whole(&package, &sealed)?;
    Ok(Made::Package { file: package, sequence, public_key: key.public().to_string() })
}

/// Asks the person: for a function, and for a yes. Only the whole word is a yes.
fn agreed(lang: Lang) -> Result<Option<String>, Failure> {
    let (who, may, yes) = match lang {
        Lang::Nl => ("Wat is uw functie? Geen naam: ", "Mag dit naar het onderzoeksteam? Typ ja als het mag: ", "ja"),
        Lang::En => {
            ("What is your function? No name: ", "May this go to the research team? Type yes if it may: ", "yes")
        }
    };
    let function = ask(who)?;
    Ok(ask(may)?.eq_ignore_ascii_case(yes).then_some(function))
}

fn ask(question: &str) -> Result<String, Failure> {
    eprint!("{question}");
    let _ = std::io::stderr().flush();
    let mut answer = String::new();
    std::io::stdin().lock().read_line(&mut answer).map_err(|error| Failure::fault("reading the answer", error))?;
    Ok(answer.trim().to_owned())
}

impl Made {
    fn show(&self, project: &Project, school: &str) {
        match self {
            Made::Shown => {}
            Made::Declined => println!("{NAME}{school}{NAME:#}  nothing was made"),
            Made::Waiting { needed, lapsed } => {
                if *lapsed {
                    eprintln!("{NOTICE}notice{NOTICE:#} what leaves has changed; what was confirmed before lapsed");
                }
                let more = if *needed == 1 { "one more person" } else { "more persons" };
                println!("{NAME}{school}{NAME:#}  confirmed; {more}, with another function, must confirm too");
            }
            Made::Package { file, sequence, public_key } => {
                println!("{NAME}{school}{NAME:#}  package {sequence}: {}", project.shown(file));
                println!(
                    "  {DIM}send it to the research team; it knows the school by this key under [collect.keys]:{DIM:#}"
                );
                println!("  {public_key}");
            }
        }
    }
}

fn outcome(
    project: &Project,
    contents: &Contents,
    share: &Share,
    made: &Made,
    args: &ShareArgs,
    problems: &[Problem],
) -> Value {
    let (package, needed) = match made {
        Made::Package { file, sequence, public_key } => {
            (json!({"file": project.shown(file), "sequence": sequence, "public_key": public_key}), 0)
        }
        Made::Waiting { needed, .. } => (Value::Null, *needed),
        Made::Shown | Made::Declined => (Value::Null, share.confirmations as usize),
    };
    json!({
        "school": args.school,
        "leaves": contents.preview(),
        "contents": contents.digest(),
        "agreement": share.agreement,
        "research_key": share.research_key,
        "package": package,
        "confirmations_needed": needed,
        "problems": problems,
    })
}
