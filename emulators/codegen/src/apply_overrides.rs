//! What the model lacks or has wrong is put right: an override of what is not there is refused.

use std::collections::BTreeSet;

use crate::model::{Error, Kind, Member, Service, Shape, Structure};
use crate::overrides::{Constraint, Fact, Overrides, Unenforced};

impl Service {
    pub fn apply(&mut self, overrides: &Overrides) -> Result<(), String> {
        self.apply_to_errors(overrides)?;
        for opaque in &overrides.opaque {
            self.structure_mut(&opaque.shape)?.opaque = true;
        }
        for query in &overrides.query {
            for (path, name) in &query.members {
                self.member_mut(path)?.query_name = name.clone();
            }
            for (key, [first, second]) in &query.entries {
                match &mut self.shape_mut(key)?.kind {
                    Kind::Map { key_name, value_name, .. } => {
                        (*key_name, *value_name) = (first.clone(), second.clone());
                    }
                    _ => return Err(format!("{key} is not a map")),
                }
            }
            for (key, name) in &query.elements {
                match &mut self.shape_mut(key)?.kind {
                    Kind::List { element_name, .. } => *element_name = name.clone(),
                    _ => return Err(format!("{key} is not a list")),
                }
            }
        }
        for unenforced in &overrides.unenforced {
            for of in &unenforced.of {
                self.drop_facts(of, unenforced)?;
            }
        }
        for constraint in &overrides.constraint {
            for of in &constraint.of {
                self.set_facts(of, constraint)?;
            }
        }
        for values in &overrides.values {
            for of in &values.of {
                self.order_values(of, &values.values)?;
            }
        }
        for order in &overrides.order {
            self.set_order(&order.structure, &order.members)?;
        }
        Ok(())
    }

    fn drop_facts(&mut self, of: &str, unenforced: &Unenforced) -> Result<(), String> {
        for fact in &unenforced.facts {
            if *fact == Fact::Required {
                let member = self.member_mut(of)?;
                if !std::mem::take(&mut member.required) {
                    return Err(format!("{of} is not required anyway"));
                }
                continue;
            }
            let constraints = &mut self.constrained_mut(of)?.constraints;
            let was_there = match fact {
                Fact::Min => constraints.min.take().is_some(),
                Fact::Max => constraints.max.take().is_some(),
                Fact::Pattern => constraints.pattern.take().is_some(),
                Fact::Values => !std::mem::take(&mut constraints.values).is_empty(),
                Fact::Required => unreachable!("handled above"),
            };
            if !was_there {
                return Err(format!("{of} has no {fact:?} to leave unenforced"));
            }
        }
        Ok(())
    }

    fn set_facts(&mut self, of: &str, constraint: &Constraint) -> Result<(), String> {
        if let Some(required) = constraint.required {
            self.member_mut(of)?.required = required;
        }
        if constraint.min.is_some() || constraint.max.is_some() || constraint.pattern.is_some() {
            let constraints = &mut self.constrained_mut(of)?.constraints;
            constraints.min = constraint.min.or(constraints.min);
            constraints.max = constraint.max.or(constraints.max);
            constraints.pattern = constraint.pattern.clone().or(constraints.pattern.take());
        }
        Ok(())
    }

    fn order_values(&mut self, of: &str, ordered: &[String]) -> Result<(), String> {
        let values = &mut self.constrained_mut(of)?.constraints.values;
        if values.iter().collect::<BTreeSet<_>>() != ordered.iter().collect::<BTreeSet<_>>() {
            return Err(format!("{of} has other values: {values:?}"));
        }
        *values = ordered.to_vec();
        Ok(())
    }

    fn set_order(&mut self, key: &str, first: &[String]) -> Result<(), String> {
        let structure = self.structure_mut(key)?;
        let index = |name: &String| {
            let found = structure.members.iter().position(|member| member.name == *name);
            found.ok_or_else(|| format!("{key} has no member {name}"))
        };
        let mut order = first.iter().map(index).collect::<Result<Vec<_>, _>>()?;
        let rest: Vec<_> = (0..structure.members.len()).filter(|index| !order.contains(index)).collect();
        order.extend(rest);
        structure.check_order = Some(order);
        Ok(())
    }

    fn shape_mut(&mut self, key: &str) -> Result<&mut Shape, String> {
        self.shapes.get_mut(key).ok_or_else(|| format!("there is no shape {key}"))
    }

    fn structure_mut(&mut self, key: &str) -> Result<&mut Structure, String> {
        match &mut self.shape_mut(key)?.kind {
            Kind::Structure(structure) => Ok(structure),
            _ => Err(format!("{key} is not a structure")),
        }
    }

    fn member_mut(&mut self, path: &str) -> Result<&mut Member, String> {
        let (structure, name) = path.split_once('.').ok_or_else(|| format!("{path} is not Structure.Member"))?;
        let members = &mut self.structure_mut(structure)?.members;
        members.iter_mut().find(|member| member.name == name).ok_or_else(|| format!("there is no member {path}"))
    }

    /// The shape under that name; for `Structure.Member` a copy of the member's shape that only this member has.
    fn constrained_mut(&mut self, of: &str) -> Result<&mut Shape, String> {
        if of.contains('.') && !self.shapes.contains_key(of) {
            let shared = std::mem::replace(&mut self.member_mut(of)?.shape, of.to_owned());
            let own = self.shapes[&shared].clone();
            self.shapes.insert(of.to_owned(), own);
        }
        self.shape_mut(of)
    }

    fn apply_to_errors(&mut self, overrides: &Overrides) -> Result<(), String> {
        for facts in &overrides.error {
            for code in &facts.shapes {
                let error = self.errors.iter_mut().find(|error| error.code == *code);
                let error = error.ok_or_else(|| format!("there is no error {code}"))?;
                error.status = facts.status.unwrap_or(error.status);
                error.prefix = facts.prefix.clone().unwrap_or(std::mem::take(&mut error.prefix));
                error.query_code = if facts.same_query_code { Some(code.clone()) } else { facts.query_code.clone() };
            }
        }
        for missing in &overrides.missing_error {
            if self.errors.iter().any(|error| error.code == missing.code) {
                return Err(format!("the model has {}", missing.code));
            }
            self.errors.push(Error {
                code: missing.code.clone(),
                prefix: missing.prefix.clone().unwrap_or(overrides.service.error_prefix.clone()),
                status: missing.status,
                receiver: missing.status >= 500,
                query_code: missing.query_code.clone(),
                message_name: missing.message_name.clone().unwrap_or_else(|| "message".to_owned()),
                shape: None,
            });
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::service;

    #[test]
    fn a_bound_of_one_member_leaves_others_alone() {
        let service = service("[[constraint]]\nof = [\"PutBookInput.Title\"]\nmax = 80\nseen = \"here\"").unwrap();
        let members = &service.structure("PutBookInput").unwrap().members;
        let bounds = |at: usize| &service.shapes[&members[at].shape].constraints;
        assert_eq!((bounds(0).min, bounds(0).max), (Some(1), Some(80)));
        assert_eq!((bounds(1).min, bounds(1).max), (Some(1), None));
        assert_eq!(service.shapes[&members[0].shape].name, "Name");
    }

    #[test]
    fn members_that_an_order_does_not_name_come_last() {
        let service =
            service("[[order]]\nstructure = \"PutBookInput\"\nmembers = [\"Genre\"]\nseen = \"here\"").unwrap();
        assert_eq!(service.structure("PutBookInput").unwrap().check_order, Some(vec![2, 0, 1]));
    }

    #[test]
    fn errors_have_the_message_that_the_model_has() {
        let service = service("[[missing_error]]\ncode = \"Dusty\"\nstatus = 503\nseen = \"here\"").unwrap();
        let facts: Vec<_> =
            service.errors.iter().map(|it| (it.code.as_str(), it.message_name.as_str(), it.receiver)).collect();
        assert_eq!(facts, [("ShelfFull", "Message", false), ("Dusty", "message", true)]);
    }

    #[test]
    fn overrides_of_what_is_not_there_are_refused() {
        let refused = [
            "[[opaque]]\nshape = \"Shelf\"\nseen = \"here\"",
            "[[opaque]]\nshape = \"Name\"\nseen = \"here\"",
            "[[unenforced]]\nof = [\"Name\"]\nfacts = [\"max\"]\nseen = \"here\"",
            "[[unenforced]]\nof = [\"PutBookInput.Author\"]\nfacts = [\"required\"]\nseen = \"here\"",
            "[[values]]\nof = [\"Genre\"]\nvalues = [\"PROSE\"]\nseen = \"here\"",
            "[[order]]\nstructure = \"PutBookInput\"\nmembers = [\"Shelf\"]\nseen = \"here\"",
            "[[error]]\nshapes = [\"Dusty\"]\nseen = \"here\"",
            "[[missing_error]]\ncode = \"ShelfFull\"\nstatus = 400\nseen = \"here\"",
            "[[constraint]]\nof = [\"Name\"]\npattern = '\\p{Print}'\nseen = \"here\"",
        ];
        for overrides in refused {
            assert!(service(overrides).is_err(), "{overrides}");
        }
    }
}
