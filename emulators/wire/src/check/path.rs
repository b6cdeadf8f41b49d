//! Where in the input something is wrong, as AWS names places.

use std::fmt::{self, Display, Formatter};

/// A path that lives on the stack of the walk, so that nothing is allocated while all is well.
pub(super) enum Path<'a> {
    Root,
    Member(&'a Path<'a>, &'static str),
    /// Counted from zero here and from one in the text.
    Element(&'a Path<'a>, usize),
    Entry(&'a Path<'a>, &'a str),
}

/// `records.1.member.partitionKey`: names begin in lower case, elements and entries end in `.member`.
impl Display for Path<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.write(f, true)
    }
}

impl Path<'_> {
    /// `RequestItems.table.member.Keys`: the newer validation keeps the case of names.
    pub(super) fn modern(&self) -> impl Display + '_ {
        Modern(self)
    }

    /// `SendMessageBatchRequestEntry.1.Id`, as Query spells parameters.
    pub(super) fn parameter(&self) -> String {
        match self {
            Path::Root => String::new(),
            Path::Member(Path::Root, name) => (*name).to_owned(),
            Path::Member(above, name) => format!("{}.{name}", above.parameter()),
            Path::Element(above, index) => format!("{}.{}", above.parameter(), index + 1),
            Path::Entry(above, key) => format!("{}.{key}", above.parameter()),
        }
    }

    fn write(&self, f: &mut Formatter<'_>, lower: bool) -> fmt::Result {
        let above = match self {
            Path::Root => return Ok(()),
            Path::Member(above, _) | Path::Element(above, _) | Path::Entry(above, _) => above,
        };
        above.write(f, lower)?;
        if !matches!(above, Path::Root) {
            f.write_str(".")?;
        }
        match self {
            Path::Root => Ok(()),
            Path::Member(_, name) if lower => f.write_str(&lower_first(name)),
            Path::Member(_, name) => f.write_str(name),
            Path::Element(_, index) => write!(f, "{}.member", index + 1),
            Path::Entry(_, key) => write!(f, "{key}.member"),
        }
    }
}

struct Modern<'a>(&'a Path<'a>);

impl Display for Modern<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.0.write(f, false)
    }
}

/// `StreamName` → `streamName`, `SSESpecification` → `sSESpecification`.
pub(super) fn lower_first(name: &str) -> String {
    let mut lower = name.to_owned();
    if let Some(first) = lower.get_mut(..1) {
        first.make_ascii_lowercase();
    }
    lower
}
