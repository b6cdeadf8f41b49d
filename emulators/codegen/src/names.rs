//! Names of the model as names of Rust.

/// Words that the rule for capitals would cut in the wrong place.
const WORDS: [(&str, &str); 1] = [("KiB", "Kib")];

const KEYWORDS: [&str; 38] = [
    "as", "async", "await", "break", "const", "continue", "dyn", "else", "enum", "extern", "false", "fn", "for", "gen",
    "if", "impl", "in", "let", "loop", "match", "mod", "move", "mut", "pub", "ref", "return", "static", "struct",
    "trait", "true", "type", "union", "unsafe", "use", "where", "while", "yield", "try",
];

/// `SSESpecification` → `sse_specification`
pub fn snake(name: &str) -> String {
    let name = WORDS.iter().fold(name.to_owned(), |name, (from, to)| name.replace(from, to));
    let chars: Vec<char> = name.chars().collect();
    let mut snake = String::new();
    for (at, &char) in chars.iter().enumerate() {
        let before = at.checked_sub(1).map(|at| chars[at]);
        let after = chars.get(at + 1);
        let starts_word = char.is_uppercase()
            && before.is_some_and(|before| {
                before.is_lowercase() || before.is_ascii_digit() || after.is_some_and(|after| after.is_lowercase())
            });
        if starts_word && before != Some('_') {
            snake.push('_');
        }
        snake.extend(char.to_lowercase());
    }
    snake
}

/// `SSESpecification` → `SSE_SPECIFICATION`
pub fn screaming(name: &str) -> String {
    snake(name).to_uppercase()
}

/// The name of a field: snake case, keywords as raw names.
pub fn field(name: &str) -> String {
    let name = snake(name);
    if KEYWORDS.contains(&name.as_str()) { format!("r#{name}") } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_start_words_and_abbreviations_are_one_word() {
        let names = [
            ("QueueUrl", "queue_url"),
            ("queueUrls", "queue_urls"),
            ("SSESpecification", "sse_specification"),
            ("KMSMasterKeyId", "kms_master_key_id"),
            ("MD5OfMessageBody", "md5_of_message_body"),
            ("AWSAccountIds", "aws_account_ids"),
            ("StreamARN", "stream_arn"),
            ("S3SseAlgorithm", "s3_sse_algorithm"),
            ("MaxRecordSizeInKiB", "max_record_size_in_kib"),
        ];
        for (name, expected) in names {
            assert_eq!(snake(name), expected);
        }
    }

    #[test]
    fn keywords_become_raw_names() {
        assert_eq!(field("Type"), "r#type");
        assert_eq!(field("Types"), "types");
    }
}
