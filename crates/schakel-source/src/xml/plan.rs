//! What to look for in a document: tables told by paths, as a tree of the names of elements.

use crate::spec::SourceSpec;
use crate::table::SourceColumn;

/// A table of a document: which elements are its rows, and where its columns are.
///
/// Two shapes of one name are two kinds of element in one table. A row that lies inside a row of a shape before it has
/// that row as its parent.
#[derive(Debug)]
pub(crate) struct Shape {
    /// The name of the table behind that of the source.
    pub(crate) name: &'static str,
    /// Path of the element that is a row; what lies around its first name does not matter.
    pub(crate) row: &'static str,
    /// Columns, each as `name`, or as `column:path` below the row: `groep:groep/@key`; as `leerling:../key` for what
    /// the parent row has in its column `key` when this row begins; as `type:=PDF` for a text that all rows have.
    pub(crate) fields: &'static str,
    /// Columns that tell who a person is, in the same notation; they are not read unless `keep` names them.
    pub(crate) persons: &'static str,
    /// Whether every other element of the row that holds only text is a column too.
    pub(crate) open: bool,
}

/// Where a value goes in the innermost row.
#[derive(Debug, Clone, Copy)]
pub(super) enum Target {
    Column(usize),
    /// Nowhere, because it tells who a person is.
    Person(usize),
}

/// An element at a path.
#[derive(Debug, Default)]
pub(super) struct Node {
    children: Vec<(&'static str, usize)>,
    /// The child that was found last: the next one most often is the one behind it.
    last: usize,
    /// The table of which it is a row.
    pub(super) row: Option<usize>,
    /// Columns of the parent row that are repeated, and where they go.
    pub(super) inherits: Vec<(usize, usize)>,
    /// Columns of the row that have this text.
    pub(super) constants: Vec<(usize, &'static str)>,
    pub(super) text: Option<Target>,
    pub(super) attributes: Vec<(&'static str, Target)>,
}

/// What is known of a table before a document is read.
#[derive(Debug)]
pub(super) struct Planned {
    pub(super) name: &'static str,
    pub(super) row: &'static str,
    pub(super) columns: Vec<&'static str>,
    pub(super) persons: Vec<&'static str>,
    pub(super) parent: Option<usize>,
    pub(super) open: bool,
}

impl Planned {
    /// The name of the table in SQL.
    pub(super) fn table_name(&self, spec: &SourceSpec) -> String {
        format!("{}__{}", spec.name, self.name)
    }
}

/// The tree of all shapes of a kind.
#[derive(Debug)]
pub(super) struct Plan {
    pub(super) nodes: Vec<Node>,
    pub(super) tables: Vec<Planned>,
}

impl Plan {
    pub(super) fn new(spec: &SourceSpec, shapes: &[Shape]) -> Plan {
        let mut plan = Plan { nodes: vec![Node::default()], tables: Vec::new() };
        for shape in shapes {
            plan.add(spec, shape);
        }
        plan
    }

    /// The child of an element by its name; the first is that around all paths.
    pub(super) fn child(&mut self, node: usize, name: &str) -> Option<usize> {
        let node = &mut self.nodes[node];
        let count = node.children.len();
        let found = (0..count).map(|step| (node.last + step) % count).find(|&index| node.children[index].0 == name)?;
        node.last = found;
        Some(node.children[found].1)
    }

    fn add(&mut self, spec: &SourceSpec, shape: &Shape) {
        let mut row = 0;
        let mut parent = None;
        for name in shape.row.split('/') {
            parent = self.nodes[row].row.or(parent);
            row = self.made(row, name);
        }
        let known = self.tables.iter().position(|table| table.name == shape.name);
        let table = known.unwrap_or_else(|| {
            self.tables.push(Planned {
                name: shape.name,
                row: shape.row,
                columns: Vec::new(),
                persons: Vec::new(),
                parent,
                open: shape.open,
            });
            self.tables.len() - 1
        });
        self.nodes[row].row = Some(table);
        for (column, path) in entries(shape.fields) {
            self.add_column((row, table, parent), column, path);
        }
        for (column, path) in entries(shape.persons) {
            if SourceColumn::cleaned(column).is_among(&spec.keep) {
                self.add_column((row, table, parent), column, path);
            } else {
                let target = Target::Person(position(&mut self.tables[table].persons, column));
                self.aim(row, path, target);
            }
        }
    }

    fn add_column(
        &mut self,
        (row, table, parent): (usize, usize, Option<usize>),
        column: &'static str,
        path: &'static str,
    ) {
        let at = position(&mut self.tables[table].columns, column);
        let of_parent = parent.map(|parent| &self.tables[parent].columns);
        if let Some(text) = path.strip_prefix('=') {
            self.nodes[row].constants.push((at, text));
        } else if let Some(name) = path.strip_prefix("../") {
            let from = of_parent.and_then(|columns| columns.iter().position(|own| *own == name));
            self.nodes[row].inherits.extend(from.map(|from| (from, at)));
        } else {
            self.aim(row, path, Target::Column(at));
        }
    }

    fn aim(&mut self, row: usize, path: &'static str, target: Target) {
        let mut node = row;
        for part in path.split('/') {
            match part.strip_prefix('@') {
                Some(name) => {
                    self.nodes[node].attributes.push((name, target));
                    return;
                }
                None => node = self.made(node, part),
            }
        }
        self.nodes[node].text = Some(target);
    }

    /// The child of that name, which is made when it is not there.
    fn made(&mut self, node: usize, name: &'static str) -> usize {
        if let Some((_, child)) = self.nodes[node].children.iter().find(|(own, _)| *own == name) {
            return *child;
        }
        let child = self.nodes.len();
        self.nodes[node].children.push((name, child));
        self.nodes.push(Node::default());
        child
    }
}

/// Column and path of every entry.
fn entries(list: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    list.split_whitespace().map(|entry| entry.split_once(':').unwrap_or((entry, entry)))
}

/// Where a name is in a list, to which it is added when it is not there.
fn position(names: &mut Vec<&'static str>, name: &'static str) -> usize {
    names.iter().position(|own| *own == name).unwrap_or_else(|| {
        names.push(name);
        names.len() - 1
    })
}
