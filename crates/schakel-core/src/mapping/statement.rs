//! What a query of a plugin may be: one SELECT over the sources it declared, and nothing else.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use datafusion::sql::parser::{DFParserBuilder, Statement};
use datafusion::sql::sqlparser::ast::{
    Expr, Function, FunctionArg, FunctionArgExpr, FunctionArguments, ObjectName, Query as SqlQuery, Select, SetExpr,
    Spanned, Statement as SqlStatement, TableFactor, Value, Visit, Visitor,
};
use datafusion::sql::sqlparser::dialect::GenericDialect;

use super::Query;
use super::sql_error;
use schakel_source::problem::{Problem, did_you_mean};

/// A query that may run, and the tables it reads in the order in which it names them.
pub(super) struct Checked {
    pub(super) statement: Statement,
    pub(super) reads: Vec<String>,
}

const INSPECT: &str = "`schakel inspect` shows which tables a source gives.";
const ONLY_SELECT: &str = "A plugin only selects: one SELECT (it may start with WITH) over its declared sources.";

/// Functions that give another answer tomorrow: the same files give the same rows.
const CLOCK_AND_CHANCE: &[&str] =
    &["now", "current_date", "current_time", "current_timestamp", "localtimestamp", "today", "random", "rand", "uuid"];

/// Functions whose second value says how long the text becomes. What they make is no part of the working memory that is
/// watched, so the length has to be known before they run.
const LENGTHENING: &[&str] = &["repeat", "lpad", "rpad"];
const LONGEST_TEXT: u64 = 1_000;

/// Parses a query and refuses what a plugin may not do. `tables` are the names there are.
pub(super) fn check(query: &Query<'_>, tables: &[&str]) -> Result<Checked, Vec<Problem>> {
    let parsed = DFParserBuilder::new(query.text)
        .with_dialect(&GenericDialect {})
        .build()
        .and_then(|mut parser| parser.parse_statements());
    let mut statements = match parsed {
        Ok(statements) => statements,
        Err(error) => return Err(vec![sql_error::parsing(query, &error)]),
    };
    let (Some(statement), more) = (statements.pop_front(), statements.len()) else {
        return Err(vec![Problem::error("sql-empty", "the file holds no query").file(query.file).hint(ONLY_SELECT)]);
    };
    if more > 0 {
        let message = format!("the file holds {} statements; expected one", more + 1);
        return Err(vec![Problem::error("sql-refused", message).file(query.file).hint(ONLY_SELECT)]);
    }
    let Statement::Statement(inner) = &statement else { return Err(vec![refused_statement(query)]) };
    let SqlStatement::Query(sql) = inner.as_ref() else { return Err(vec![refused_statement(query)]) };
    let mut walk =
        Walk { query, tables, in_scope: Vec::new(), reads: Vec::new(), seen: BTreeSet::new(), problems: Vec::new() };
    let _ = sql.visit(&mut walk);
    let Walk { reads, problems, .. } = walk;
    if problems.is_empty() { Ok(Checked { statement, reads }) } else { Err(problems) }
}

fn refused_statement(query: &Query<'_>) -> Problem {
    let line_of = |offset: usize| query.text[..offset].matches('\n').count() as u64 + 1;
    let mut offset = 0;
    let mut verb = "this statement";
    for line in query.text.split_inclusive('\n') {
        let text = line.trim_start();
        if !text.is_empty() && !text.starts_with("--") {
            verb = text.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or(verb);
            break;
        }
        offset += line.len();
    }
    Problem::error("sql-refused", format!("{} is not allowed here", verb.to_uppercase()))
        .file(query.file)
        .row(line_of(offset.min(query.text.len())))
        .hint(ONLY_SELECT)
}

struct Walk<'q> {
    query: &'q Query<'q>,
    tables: &'q [&'q str],
    /// Names of the WITH queries that can be read at this point.
    in_scope: Vec<String>,
    reads: Vec<String>,
    seen: BTreeSet<String>,
    problems: Vec<Problem>,
}

impl Walk<'_> {
    fn refuse(&mut self, node: &impl Spanned, message: String, hint: Option<String>, code: &'static str) {
        let start = node.span().start;
        let mut problem = Problem::error(code, message).file(self.query.file);
        if start.line > 0 {
            problem = problem.row(start.line).column(start.column.to_string());
        }
        problem.hint = hint;
        self.problems.push(problem);
    }

    fn function(&mut self, function: &Function) {
        let Some(ident) = function.name.0.last().and_then(|part| part.as_ident()) else { return };
        let name = ident.value.to_ascii_lowercase();
        if CLOCK_AND_CHANCE.contains(&name.as_str()) {
            let message = format!("{name} gives another answer with every run");
            let hint = "The same files give the same rows. The day of the report is in schakel.toml.".to_owned();
            self.refuse(&function.name, message, Some(hint), "sql-refused");
        } else if LENGTHENING.contains(&name.as_str()) && length(function).is_none_or(|length| length > LONGEST_TEXT) {
            let message = format!("the length in {name} is a number of at most {LONGEST_TEXT}");
            let hint = "Write the number itself as the second value.".to_owned();
            self.refuse(&function.name, message, Some(hint), "sql-refused");
        }
    }

    fn relation(&mut self, name: &ObjectName) {
        let parts: Vec<&str> =
            name.0.iter().filter_map(|part| part.as_ident()).map(|ident| ident.value.as_str()).collect();
        let [table] = parts[..] else {
            let message = format!("`{name}` is not one of the declared sources");
            return self.refuse(name, message, Some("A source is named without a dot.".to_owned()), "sql-table");
        };
        if self.in_scope.iter().any(|name| name == table) || !self.seen.insert(table.to_owned()) {
            return;
        }
        if self.tables.contains(&table) {
            self.reads.push(table.to_owned());
        } else {
            let message = format!("there is no source table `{table}`");
            let hint = did_you_mean(table, self.tables).unwrap_or_else(|| INSPECT.to_owned());
            self.refuse(name, message, Some(hint), "sql-table");
        }
    }
}

/// The second value of a function, when it is written as a number.
fn length(function: &Function) -> Option<u64> {
    let FunctionArguments::List(list) = &function.args else { return None };
    match list.args.get(1)? {
        FunctionArg::Unnamed(FunctionArgExpr::Expr(Expr::Value(value))) => match &value.value {
            Value::Number(digits, _) => digits.parse().ok(),
            _ => None,
        },
        _ => None,
    }
}

impl Visitor for Walk<'_> {
    type Break = ();

    fn pre_visit_query(&mut self, query: &SqlQuery) -> ControlFlow<()> {
        if matches!(*query.body, SetExpr::Insert(_) | SetExpr::Update(_) | SetExpr::Delete(_) | SetExpr::Merge(_)) {
            self.refuse(
                query,
                "a query may not change anything".to_owned(),
                Some(ONLY_SELECT.to_owned()),
                "sql-refused",
            );
        }
        for cte in query.with.iter().flat_map(|with| &with.cte_tables) {
            // A query of WITH may read the ones before it; that it may not read itself is for the planner to say.
            self.in_scope.push(cte.alias.name.value.clone());
        }
        ControlFlow::Continue(())
    }

    fn post_visit_query(&mut self, query: &SqlQuery) -> ControlFlow<()> {
        for _ in query.with.iter().flat_map(|with| &with.cte_tables) {
            self.in_scope.pop();
        }
        ControlFlow::Continue(())
    }

    fn pre_visit_select(&mut self, select: &Select) -> ControlFlow<()> {
        if let Some(into) = &select.into {
            let message = "SELECT INTO is not allowed here".to_owned();
            self.refuse(&into.name, message, Some(ONLY_SELECT.to_owned()), "sql-refused");
        }
        ControlFlow::Continue(())
    }

    fn pre_visit_expr(&mut self, expr: &Expr) -> ControlFlow<()> {
        if let Expr::Function(function) = expr {
            self.function(function);
        }
        ControlFlow::Continue(())
    }

    fn pre_visit_table_factor(&mut self, factor: &TableFactor) -> ControlFlow<()> {
        match factor {
            TableFactor::Table { name, args: None, .. } => self.relation(name),
            TableFactor::Derived { .. } | TableFactor::NestedJoin { .. } => {}
            other => {
                let message = "a function cannot stand where a table is expected".to_owned();
                self.refuse(other, message, Some("Select from a declared source.".to_owned()), "sql-refused");
            }
        }
        ControlFlow::Continue(())
    }
}
