//! How a value of a column looks, and a line of help with it: made from its type, range and codes.

use crate::{Column, Format, Lang, Type};

impl Column {
    /// How a value looks: as a person writes it in a workbook; none for text, which every school has its own of.
    #[must_use]
    pub fn example(&self, lang: Lang) -> Option<String> {
        match self.format {
            None => {}
            // Nobody writes one by hand.
            Some(Format::Sha256) => return None,
            Some(format) => return Some(format.shape().to_owned()),
        }
        Some(match self.ty {
            Type::Id => "1".to_owned(),
            Type::PersonId(_) => "m1024".to_owned(),
            Type::Code(list) => list.codes.first()?.label(lang).to_owned(),
            Type::Set(list) => {
                let labels: Vec<&str> = list.codes.iter().take(2).map(|code| code.label(lang)).collect();
                labels.join("; ")
            }
            Type::Int => format!("{:.0}", self.range.map_or(12.0, |(low, high)| ((low + high) / 2.0).floor())),
            Type::Dec => {
                let number = format!("{:.1}", self.range.map_or(4.5, |(low, high)| (low + high) / 2.0));
                if lang == Lang::Nl { number.replace('.', ",") } else { number }
            }
            Type::Date => match lang {
                Lang::Nl => "24-03-2026".to_owned(),
                Lang::En => "2026-03-24".to_owned(),
            },
            Type::Bool => match lang {
                Lang::Nl => "ja".to_owned(),
                Lang::En => "yes".to_owned(),
            },
            Type::Text => return None,
        })
    }

    /// What the column means, how it is filled in, and an example.
    #[must_use]
    pub fn help(&self, lang: Lang) -> String {
        let (definition, several, example) = match lang {
            Lang::Nl => (self.definition_nl, "Meer dan één mag, met ; ertussen.", "Voorbeeld"),
            Lang::En => (self.definition, "More than one may be given, with ; between them.", "Example"),
        };
        let mut help = definition.to_owned();
        if let Type::Set(_) = self.ty {
            help.extend([" ", several]);
        }
        if let Some(value) = self.example(lang) {
            help.extend([" ", example, ": ", &value, "."]);
        }
        help
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables;

    #[test]
    fn an_example_is_what_the_column_takes() {
        for column in tables().iter().flat_map(|table| table.columns) {
            for lang in [Lang::Nl, Lang::En] {
                let Some(example) = column.example(lang) else { continue };
                match column.ty {
                    Type::Code(list) => assert!(list.recognise(&example).is_some(), "{}", column.name),
                    Type::Set(list) => {
                        assert!(example.split("; ").all(|part| list.recognise(part).is_some()), "{}", column.name);
                    }
                    Type::Int | Type::Dec => {
                        let number: f64 = example.replace(',', ".").parse().unwrap();
                        let fits = column.range.is_none_or(|(low, high)| (low..=high).contains(&number));
                        assert!(fits, "{}: {example}", column.name);
                    }
                    _ => assert!(!example.is_empty()),
                }
            }
        }
    }

    #[test]
    fn help_tells_the_meaning_and_shows_an_example() {
        let column = |table: &str, name: &str| crate::table(table).unwrap().column(name).unwrap();
        let date = column("vision", "date");
        assert!(date.help(Lang::Nl).ends_with("Voorbeeld: 24-03-2026."), "{}", date.help(Lang::Nl));
        assert!(date.help(Lang::En).starts_with(date.definition));
        assert_eq!(column("vision", "text").help(Lang::Nl), column("vision", "text").definition_nl);
    }
}
