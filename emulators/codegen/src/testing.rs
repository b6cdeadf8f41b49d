//! A small service for tests.

use crate::model::Service;

pub const MODEL: &str = r#"{
    "version": "2.0",
    "metadata": {
        "apiVersion": "2020-02-20", "endpointPrefix": "shelves", "jsonVersion": "1.1",
        "serviceFullName": "Shelves", "targetPrefix": "Shelves_20200220"
    },
    "operations": {"PutBook": {
        "name": "PutBook", "http": {"method": "POST", "requestUri": "/"},
        "input": {"shape": "PutBookInput"}, "errors": [{"shape": "ShelfFull"}]
    }},
    "shapes": {
        "PutBookInput": {
            "type": "structure", "required": ["Title"],
            "members": {"Title": {"shape": "Name"}, "Author": {"shape": "Name"}, "Genre": {"shape": "Genre"}}
        },
        "Name": {"type": "string", "min": 1},
        "Genre": {"type": "string", "enum": ["PROSE", "VERSE"]},
        "ShelfFull": {"type": "structure", "members": {"Message": {"shape": "Name"}}, "exception": true}
    }
}"#;

/// The service of [`MODEL`] with overrides, as they stand in a file.
pub fn service(overrides: &str) -> Result<Service, String> {
    let head = r#"
        [service]
        name = "shelves"
        source = "shelves/2020-02-20"
        protocols = ["Json11"]
        error_prefix = "shelves#"
        seen = "here"
    "#;
    let overrides = toml::from_str(&format!("{head}{overrides}")).map_err(|error| error.to_string())?;
    Service::new(serde_json::from_str(MODEL).expect("a model"), overrides)
}
