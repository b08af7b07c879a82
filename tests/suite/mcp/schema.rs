//! As much of JSON Schema as the tools declare; a keyword beyond it fails, so that nothing goes unchecked.

use serde_json::Value;

/// Tells where a value is not as the schema says.
pub fn check(schema: &Value, value: &Value) -> Result<(), String> {
    Checker { root: schema }.at("", schema, value)
}

struct Checker<'a> {
    root: &'a Value,
}

impl Checker<'_> {
    fn at(&self, path: &str, schema: &Value, value: &Value) -> Result<(), String> {
        let Some(keywords) = schema.as_object() else {
            return if *schema == Value::Bool(false) { Err(format!("{path}: nothing may stand here")) } else { Ok(()) };
        };
        for (keyword, rule) in keywords {
            let holds = match keyword.as_str() {
                "type" => rule.as_array().map_or_else(|| is_a(rule, value), |kinds| kinds.iter().any(|kind| is_a(kind, value))),
                "$ref" => return self.at(path, self.definition(rule), value),
                "enum" => rule.as_array().is_some_and(|values| values.contains(value)),
                "const" => rule == value,
                "anyOf" | "oneOf" => rule.as_array().is_some_and(|schemas| schemas.iter().any(|schema| self.at(path, schema, value).is_ok())),
                "required" => rule.as_array().is_some_and(|keys| keys.iter().all(|key| value.get(key.as_str().unwrap_or_default()).is_some())),
                "properties" => {
                    for (key, value) in value.as_object().into_iter().flatten() {
                        let schema = rule.get(key).ok_or_else(|| format!("{path}/{key}: not declared"))?;
                        self.at(&format!("{path}/{key}"), schema, value)?;
                    }
                    true
                }
                "additionalProperties" => {
                    for (key, value) in value.as_object().into_iter().flatten().filter(|(key, _)| schema["properties"].get(key).is_none()) {
                        self.at(&format!("{path}/{key}"), rule, value)?;
                    }
                    true
                }
                "items" => {
                    for (at, value) in value.as_array().into_iter().flatten().enumerate() {
                        self.at(&format!("{path}/{at}"), rule, value)?;
                    }
                    true
                }
                "prefixItems" => {
                    for (at, schema) in rule.as_array().into_iter().flatten().enumerate() {
                        self.at(&format!("{path}/{at}"), schema, &value[at])?;
                    }
                    true
                }
                "minItems" => value.as_array().is_none_or(|items| items.len() as u64 >= rule.as_u64().unwrap_or(0)),
                "maxItems" => value.as_array().is_none_or(|items| items.len() as u64 <= rule.as_u64().unwrap_or(0)),
                "minimum" => value.as_f64().is_none_or(|number| number >= rule.as_f64().unwrap_or(0.0)),
                "maximum" => value.as_f64().is_none_or(|number| number <= rule.as_f64().unwrap_or(0.0)),
                "uniqueItems" | "format" | "pattern" | "description" | "title" | "$defs" | "default" => true,
                other => return Err(format!("{path}: the keyword `{other}` is not known here: teach it to this file")),
            };
            if !holds {
                return Err(format!("{path}: `{keyword}` wants {rule}, there is {value}"));
            }
        }
        Ok(())
    }

    fn definition(&self, reference: &Value) -> &Value {
        let pointer = reference.as_str().and_then(|reference| reference.strip_prefix('#')).expect("references stay in the schema");
        self.root.pointer(pointer).unwrap_or_else(|| panic!("{pointer} is not defined"))
    }
}

fn is_a(kind: &Value, value: &Value) -> bool {
    match kind.as_str() {
        Some("object") => value.is_object(),
        Some("array") => value.is_array(),
        Some("string") => value.is_string(),
        Some("boolean") => value.is_boolean(),
        Some("null") => value.is_null(),
        Some("integer") => value.is_i64() || value.is_u64(),
        Some("number") => value.is_number(),
        _ => false,
    }
}
