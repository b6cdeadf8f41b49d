//! A form as the tree that its dotted names spell: `MessageAttribute.1.Value.StringValue=x`.

use std::borrow::Cow;
use std::collections::BTreeMap;

/// More than any shape has; what is nested deeper is unknown anyhow, and skipped.
const DEPTH_MAX: usize = 16;

/// What stands under a name: a text, or further names.
#[derive(Debug, Default)]
pub(super) struct Node<'b> {
    pub text: Option<Cow<'b, str>>,
    pub under: BTreeMap<Cow<'b, str>, Node<'b>>,
}

impl<'b> Node<'b> {
    pub(super) fn parse(body: &'b [u8]) -> Node<'b> {
        let mut root = Node::default();
        for (name, text) in form_urlencoded::parse(body) {
            if name.split('.').count() <= DEPTH_MAX {
                root.put(&name, text);
            }
        }
        root
    }

    fn put(&mut self, name: &str, text: Cow<'b, str>) {
        let mut node = self;
        for part in name.split('.') {
            node = node.under.entry(Cow::Owned(part.to_owned())).or_default();
        }
        node.text = Some(text);
    }

    pub(super) fn get(&self, name: &str) -> Option<&Node<'b>> {
        self.under.get(name)
    }

    /// The numbered nodes, in the order of their numbers: flattened, or under one of the names that a list's elements may bear.
    pub(super) fn numbered(&self, names: &[&str]) -> Vec<&Node<'b>> {
        let under = names.iter().find_map(|name| self.get(name)).unwrap_or(self);
        let mut numbered: Vec<(u64, &Node<'b>)> =
            under.under.iter().filter_map(|(name, node)| Some((name.parse().ok()?, node))).collect();
        numbered.sort_by_key(|(number, _)| *number);
        numbered.into_iter().map(|(_, node)| node).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_ordered_as_numbers_and_not_as_texts() {
        let form = Node::parse(b"Id.10=c&Id.9=b&Id.1=a&Name.member.1=x");
        let texts = |node: &Node, names: &[&str]| {
            node.numbered(names)
                .iter()
                .map(|node| node.text.as_deref().unwrap_or_default().to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(texts(form.get("Id").expect("there"), &["member"]), ["a", "b", "c"]);
        assert_eq!(texts(form.get("Name").expect("there"), &["member"]), ["x"]);
    }

    #[test]
    fn names_without_end_are_skipped() {
        let form = Node::parse(b"a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q=1&x=2");
        assert!(form.get("a").is_none());
        assert_eq!(form.get("x").and_then(|x| x.text.as_deref()), Some("2"));
    }
}
