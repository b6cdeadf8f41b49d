//! A shape: what the service model says about a type, as static data. Every protocol is a direction from it.
//!
//! Shapes live in read-only memory and refer to each other, also in circles. Nothing is built at start.

/// A type of the service model, under its name there.
#[derive(Debug)]
pub struct Shape {
    /// As in the model.
    pub name: &'static str,
    /// What its values are.
    pub kind: Kind,
}

/// What a value of a shape is, and what it must satisfy.
///
/// No model of ours declares a timestamp format, a document, or a float constraint; the generator stops when one comes.
#[derive(Debug)]
pub enum Kind {
    /// True or false.
    Boolean,
    /// A whole number of 32 bits, and its bounds.
    Integer(Range),
    /// A whole number of 64 bits, and its bounds.
    Long(Range),
    /// A number with a fraction, of 32 bits.
    Float,
    /// A number with a fraction, of 64 bits.
    Double,
    /// An instant.
    Timestamp,
    /// Bytes, and how many.
    Blob(Range),
    /// A text.
    String(Text),
    /// Elements of one shape.
    List(List),
    /// Texts to values of one shape.
    Map(Map),
    /// Members with names.
    Structure(Members),
}

/// Inclusive bounds: of a number, or of a length (characters, bytes, elements, entries).
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Range {
    /// The lower bound, if there is one.
    pub min: Option<i64>,
    /// The upper bound, if there is one.
    pub max: Option<i64>,
}

/// A string: how long, of which form, one of which values. An empty `values` means that any is allowed.
#[derive(Debug)]
pub struct Text {
    /// In characters.
    pub length: Range,
    /// A regular expression that the whole text fits.
    pub pattern: Option<&'static str>,
    /// The only values that are allowed, if there are any.
    pub values: &'static [&'static str],
}

/// A list.
#[derive(Debug)]
pub struct List {
    /// The shape of each element.
    pub element: &'static Shape,
    /// In elements.
    pub length: Range,
    /// Query and XML: the name of an element in a list that is not flattened.
    pub element_name: &'static str,
    /// Query and XML: elements stand in the place of the list, under the name of the member that holds it.
    pub flattened: bool,
}

/// A map.
#[derive(Debug)]
pub struct Map {
    /// The shape of keys, which are texts.
    pub key: &'static Shape,
    /// The shape of values.
    pub value: &'static Shape,
    /// In entries.
    pub length: Range,
    /// Query and XML: what key and value are called within an entry.
    pub key_name: &'static str,
    /// As `key_name`, of values.
    pub value_name: &'static str,
    /// Query and XML: entries stand in the place of the map, under the name of the member that holds it.
    pub flattened: bool,
}

/// The members of a structure, by index. Values refer to members by this index.
#[derive(Debug)]
pub struct Members {
    /// In the model's order.
    pub members: &'static [Member],
    /// The order in which AWS reports violations, where it is not the order of `members`.
    pub check_order: Option<&'static [u16]>,
    /// What kind of structure it is.
    pub flavour: Flavour,
}

/// Kinds of structures.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Flavour {
    /// Any number of members is set.
    Plain,
    /// Exactly one member is set.
    Union,
    /// A stream of events, one member for each kind of event.
    EventStream,
}

/// A member of a structure.
#[derive(Debug)]
pub struct Member {
    /// As in the model: `QueueUrl`. JSON, CBOR and messages about violations use it.
    pub name: &'static str,
    /// Query and XML: what the member is called there; the same as `name` in most cases.
    pub query_name: &'static str,
    /// The shape of its values.
    pub shape: &'static Shape,
    /// A client must set it.
    pub required: bool,
    /// The server makes one up when the client sends none.
    pub idempotency_token: bool,
}

impl Shape {
    /// The shape of an operation that takes or gives nothing.
    pub const fn empty(name: &'static str) -> Shape {
        Shape { name, kind: Kind::Structure(Members { members: &[], check_order: None, flavour: Flavour::Plain }) }
    }

    /// The members of a structure; none for every other kind.
    pub const fn members(&self) -> &'static [Member] {
        match &self.kind {
            Kind::Structure(structure) => structure.members,
            _ => &[],
        }
    }

    /// The index of a member by its name in the model.
    pub fn member(&self, name: &str) -> Option<u16> {
        self.members().iter().position(|member| member.name == name).map(|index| index as u16)
    }
}

impl Member {
    /// A member that must be set.
    pub const fn required(name: &'static str, shape: &'static Shape) -> Member {
        Member { name, query_name: name, shape, required: true, idempotency_token: false }
    }

    /// A member that may be missing.
    pub const fn optional(name: &'static str, shape: &'static Shape) -> Member {
        Member { name, query_name: name, shape, required: false, idempotency_token: false }
    }
}

impl Range {
    /// Without bounds.
    pub const ANY: Range = Range { min: None, max: None };

    /// Whether a number, or a length, lies within the bounds.
    pub fn contains(&self, number: i64) -> bool {
        self.min.is_none_or(|min| number >= min) && self.max.is_none_or(|max| number <= max)
    }
}

impl Text {
    /// Any text.
    pub const ANY: Text = Text { length: Range::ANY, pattern: None, values: &[] };
}

#[cfg(test)]
mod tests {
    use super::*;

    static TREE: Shape = Shape {
        name: "Tree",
        kind: Kind::Structure(Members {
            members: &[
                Member::required("Name", &NAME),
                Member {
                    name: "Branches",
                    query_name: "Branch",
                    shape: &TREES,
                    required: false,
                    idempotency_token: false,
                },
            ],
            check_order: None,
            flavour: Flavour::Plain,
        }),
    };
    static NAME: Shape = Shape { name: "Name", kind: Kind::String(Text::ANY) };
    static TREES: Shape = Shape {
        name: "Trees",
        kind: Kind::List(List { element: &TREE, length: Range::ANY, element_name: "member", flattened: true }),
    };

    #[test]
    fn shapes_may_contain_themselves() {
        let Kind::List(list) = &TREE.members()[1].shape.kind else { panic!("Branches is a list") };
        assert!(std::ptr::eq(list.element, &TREE));
    }

    #[test]
    fn members_are_found_by_their_name_in_the_model() {
        assert_eq!(TREE.member("Branches"), Some(1));
        assert_eq!(TREE.member("Branch"), None);
        assert_eq!(NAME.member("Name"), None);
    }

    #[test]
    fn ranges_include_both_ends() {
        let range = Range { min: Some(1), max: Some(3) };
        assert_eq!([0, 1, 3, 4].map(|n| range.contains(n)), [false, true, true, false]);
        assert!(Range::ANY.contains(i64::MIN));
    }
}
