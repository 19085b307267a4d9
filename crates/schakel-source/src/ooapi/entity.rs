//! What an answer can be about, by the names of the standard.

use serde_json::Value;

/// A kind of thing that the service knows.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Entity {
    /// The name of its table: the path of the service with `_` for `-`.
    pub(super) table: &'static str,
    /// The field that holds the id of one.
    id: &'static str,
}

pub(super) const PERSONS: Entity = Entity { table: "persons", id: "personId" };

/// All of them, in the order of their tables.
pub(super) const ALL: [Entity; 16] = [
    PERSONS,
    Entity { table: "associations", id: "associationId" },
    Entity { table: "memberships", id: "membershipId" },
    Entity { table: "organizations", id: "organizationId" },
    Entity { table: "academic_sessions", id: "academicSessionId" },
    Entity { table: "education_specifications", id: "educationSpecificationId" },
    Entity { table: "programs", id: "programId" },
    Entity { table: "courses", id: "courseId" },
    Entity { table: "components", id: "componentId" },
    Entity { table: "offerings", id: "offeringId" },
    Entity { table: "groups", id: "groupId" },
    Entity { table: "buildings", id: "buildingId" },
    Entity { table: "rooms", id: "roomId" },
    Entity { table: "news_feeds", id: "newsFeedId" },
    Entity { table: "news_items", id: "newsItemId" },
    Entity { table: "service", id: "specification" },
];

/// What records are about: by their id, or else by the name of the file they are in.
pub(super) fn of(items: &[Value], file: &str) -> Option<&'static Entity> {
    let of_record = |item: &Value| ALL.iter().find(|entity| item.get(entity.id).is_some());
    items.iter().find_map(of_record).or_else(|| of_name(file))
}

/// What a name such as `Academic-Sessions_page2.json` says.
fn of_name(file: &str) -> Option<&'static Entity> {
    let stem = file.split('.').next().unwrap_or(file);
    let letters: String = stem.chars().filter(char::is_ascii_alphabetic).collect::<String>().to_lowercase();
    let letters = ["page", "pagina"].iter().find_map(|word| letters.strip_suffix(word)).unwrap_or(&letters);
    ALL.iter().find(|entity| {
        let plural = entity.table.replace('_', "");
        letters == plural || plural.strip_suffix('s') == Some(letters)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_file_says_what_is_in_it() {
        for (file, table) in [
            ("persons-1.json", "persons"),
            ("persons_page2.json", "persons"),
            ("Person.json", "persons"),
            ("academic-sessions.3.json", "academic_sessions"),
            ("AcademicSessions12.json", "academic_sessions"),
        ] {
            assert_eq!(of_name(file).unwrap().table, table, "{file}");
        }
        assert_eq!(of_name("leerlingen.json"), None);
    }
}
