//! Whose keys are good, when the user names them: signatures are then verified, otherwise every key is welcome.

use std::collections::HashMap;

/// Secrets by access key.
#[derive(Clone, Default)]
pub struct Credentials(HashMap<String, String>);

impl Credentials {
    /// Reads what AWS's own tools keep in `~/.aws/credentials`: sections with `aws_access_key_id` and
    /// `aws_secret_access_key`. Other settings are skipped.
    ///
    /// # Errors
    ///
    /// A sentence without the secrets: a section lacks one of the two, or there is no pair at all.
    pub fn parse(text: &str) -> Result<Credentials, String> {
        let mut pairs = HashMap::new();
        let (mut section, mut key, mut secret) = (String::new(), None, None);
        let ended =
            |section: &str, key: &mut Option<String>, secret: &mut Option<String>| match (key.take(), secret.take()) {
                (Some(key), Some(secret)) => Ok(Some((key, secret))),
                (None, None) => Ok(None),
                _ => {
                    Err(format!("its section `{section}` has only one of aws_access_key_id and aws_secret_access_key"))
                }
            };
        for line in text.lines().map(str::trim) {
            if let Some(name) = line.strip_prefix('[') {
                pairs.extend(ended(&section, &mut key, &mut secret)?);
                section = name.trim_end_matches(']').to_owned();
            } else if let Some((name, value)) = line.split_once('=').filter(|_| !line.starts_with(['#', ';'])) {
                match name.trim() {
                    "aws_access_key_id" => key = Some(value.trim().to_owned()),
                    "aws_secret_access_key" => secret = Some(value.trim().to_owned()),
                    _ => {}
                }
            }
        }
        pairs.extend(ended(&section, &mut key, &mut secret)?);
        if pairs.is_empty() {
            return Err("it names no aws_access_key_id with its aws_secret_access_key".to_owned());
        }
        Ok(Credentials(pairs))
    }

    pub(crate) fn secret(&self, access_key: &str) -> Option<&str> {
        self.0.get(access_key).map(String::as_str)
    }
}

/// Secrets are nobody's to print.
impl std::fmt::Debug for Credentials {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_are_pairs() {
        let text = "# ours\n[default]\naws_access_key_id = AKONE\naws_secret_access_key=s/e=c+ret\nregion = x\n\n[other]\naws_secret_access_key = two\naws_access_key_id = 123456789012\n";
        let credentials = Credentials::parse(text).unwrap();
        assert_eq!(credentials.secret("AKONE"), Some("s/e=c+ret"));
        assert_eq!(credentials.secret("123456789012"), Some("two"));
        assert_eq!(credentials.secret("AKTWO"), None);
        assert!(!format!("{credentials:?}").contains("ret"));
    }

    #[test]
    fn half_a_pair_and_none_are_refused_without_the_secret() {
        let half = Credentials::parse("[a]\naws_secret_access_key = hidden\n[b]\n").unwrap_err();
        assert!(half.contains("`a`") && !half.contains("hidden"), "{half}");
        assert!(Credentials::parse("").is_err());
    }
}
