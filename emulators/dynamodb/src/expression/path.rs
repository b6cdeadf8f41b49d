//! A document path: an attribute, and a way into it.

use std::fmt;

/// One step of a path.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Element<'r> {
    Name(&'r str),
    Index(usize),
}

/// Begins with a name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Path<'r>(pub Vec<Element<'r>>);

impl<'r> Path<'r> {
    pub fn of(name: &'r str) -> Path<'r> {
        Path(vec![Element::Name(name)])
    }

    /// The attribute that it begins with.
    pub fn head(&self) -> &'r str {
        match self.0.first() {
            Some(Element::Name(name)) => name,
            _ => "",
        }
    }

    /// Whether it leads into the attribute.
    pub fn is_nested(&self) -> bool {
        self.0.len() > 1
    }
}

/// As AWS lists the steps of a path in messages.
impl fmt::Display for Path<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("[")?;
        for (at, element) in self.0.iter().enumerate() {
            if at > 0 {
                out.write_str(", ")?;
            }
            match element {
                Element::Name(name) => out.write_str(name)?,
                Element::Index(index) => write!(out, "[{index}]")?,
            }
        }
        out.write_str("]")
    }
}
