//! Every `curl` line of the README is sent, and must be answered as it says there.

use crate::client::{Answer, Service};
use serde_json::Value;

/// A line of the README, and the block behind it.
struct Example {
    method: &'static str,
    url: String,
    body: String,
    answer: Expected,
}

struct Expected {
    status: u16,
    content_type: String,
    body: Value,
}

#[tokio::test]
async fn every_curl_line_of_the_readme_is_answered_so() {
    let service = Service::start();
    let examples = examples(include_str!("../../README.md"));
    assert!(examples.len() >= 12, "only {} examples", examples.len());
    for example in examples {
        let answer = service
            .send(example.method, &example.url, &example.body)
            .await;
        println!("{}\n{:#}", example.url, answer.body);
        let Answer {
            status,
            content_type,
            body,
        } = &answer;
        assert_eq!(
            (*status, content_type),
            (example.answer.status, &example.answer.content_type),
            "{}",
            example.url
        );
        if let Err(place) = matches(&example.answer.body, body) {
            panic!(
                "{} is answered otherwise, at {place}:\n{body:#}",
                example.url
            );
        }
    }
}

/// The `curl` lines with the answers behind them.
fn examples(readme: &str) -> Vec<Example> {
    let mut blocks = readme.split("```").skip(1).step_by(2);
    let mut examples = Vec::new();
    while let Some(block) = blocks.next() {
        let Some(curl) = block.strip_prefix("sh\ncurl ") else {
            continue;
        };
        let answer = blocks.next().expect("an answer behind each `curl`");
        examples.push(example(curl, answer));
    }
    examples
}

fn example(curl: &str, answer: &str) -> Example {
    let mut example = Example {
        method: "GET",
        url: String::new(),
        body: String::new(),
        answer: expected(answer),
    };
    let mut words = words(curl).into_iter();
    while let Some(word) = words.next() {
        match word.as_str() {
            "-g" | "-i" | "-ig" => {}
            "-X" | "-iX" => {
                example.method = match words.next().as_deref() {
                    Some("PATCH") => "PATCH",
                    Some("DELETE") => "DELETE",
                    Some("POST") => "POST",
                    other => panic!("no method: {other:?}"),
                };
            }
            "-d" => {
                if example.method == "GET" {
                    example.method = "POST";
                }
                example.body = words.next().expect("a body behind `-d`");
            }
            url => {
                let path = url
                    .strip_prefix("localhost:3000")
                    .expect("an address of the service");
                path.clone_into(&mut example.url);
            }
        }
    }
    example
}

/// Splits words as a shell does: at blanks, but not inside of quotes.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (number, part) in line.trim().split('\'').enumerate() {
        match number % 2 {
            0 => words.extend(part.split_whitespace().map(str::to_owned)),
            _ => words.push(part.to_owned()),
        }
    }
    words
}

/// The answer: JSON, or with `curl -i` the lines of the header before it.
fn expected(block: &str) -> Expected {
    let (language, text) = block.split_once('\n').expect("lines");
    let (status, content_type, json) = match language {
        "json" => (200, "application/json", text),
        "http" => {
            let (head, json) = text.split_once("\n\n").expect("a header");
            let (status, content_type) = head
                .split_once("\ncontent-type: ")
                .expect("its content type");
            let status = status.split(' ').nth(1).expect("a status");
            (status.parse().expect("a number"), content_type, json)
        }
        other => panic!("no answer: {other}"),
    };
    // What is left out is a value like another one to the comparison: "…" in a list, "…": 0 in an object.
    let (mut shown, mut rest) = (String::new(), json);
    while let Some((before, behind)) = rest.split_once('…') {
        let is_object = behind.trim_start().starts_with('}');
        shown += before;
        shown += if is_object { r#""…": 0"# } else { r#""…""# };
        rest = behind;
    }
    let json = shown + rest;
    let body = serde_json::from_str(&json).unwrap_or_else(|error| panic!("{error}: {json}"));
    Expected {
        status,
        content_type: content_type.to_owned(),
        body,
    }
}

/// Compares an answer with what the README shows of it. The error is the place of the difference.
fn matches(shown: &Value, answer: &Value) -> Result<(), String> {
    let here = || Err(String::new());
    match (shown, answer) {
        (Value::Object(shown), Value::Object(answer)) => {
            let shortened = shown.contains_key("…");
            if !shortened && shown.len() != answer.len() {
                return here();
            }
            for (key, value) in shown.iter().filter(|(key, _)| *key != "…") {
                let found = answer.get(key).ok_or(format!("/{key}"))?;
                matches(value, found).map_err(|place| format!("/{key}{place}"))?;
            }
            Ok(())
        }
        (Value::Array(shown), Value::Array(answer)) => {
            let (shown, shortened) = match shown.split_last() {
                Some((last, shown)) if last == "…" => (shown, true),
                _ => (shown.as_slice(), false),
            };
            if answer.len() < shown.len() || !shortened && answer.len() != shown.len() {
                return here();
            }
            for (index, (value, found)) in shown.iter().zip(answer).enumerate() {
                matches(value, found).map_err(|place| format!("/{index}{place}"))?;
            }
            Ok(())
        }
        (shown, answer) if shown == answer => Ok(()),
        _ => here(),
    }
}
