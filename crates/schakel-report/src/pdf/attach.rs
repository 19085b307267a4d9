//! Files that travel inside a PDF, found by readers and by programs (PDF/A-3: ISO 19005-3, 6.8).

use lopdf::{Document as File, Object, dictionary};

use super::pack::Packer;
use super::{WriteError, text_string};
use crate::attachment::Attachment;

pub(super) fn write(file: &mut File, attachments: &[Attachment], packer: &mut Packer) -> Result<(), WriteError> {
    if attachments.is_empty() {
        return Ok(());
    }
    let mut sorted: Vec<&Attachment> = attachments.iter().collect();
    // The names of a name tree stand in order.
    sorted.sort_by(|a, b| a.name.cmp(&b.name));
    let (mut names, mut all) = (Vec::new(), Vec::new());
    for attachment in sorted {
        let mut stream = packer.stream(&attachment.bytes)?;
        stream.dict.set("Type", "EmbeddedFile");
        stream.dict.set("Subtype", Object::Name(attachment.media_type.as_bytes().to_vec()));
        let day: String = attachment.date.chars().filter(char::is_ascii_digit).collect();
        let size = i64::try_from(attachment.bytes.len()).unwrap_or(i64::MAX);
        let date = Object::string_literal(format!("D:{day}000000Z"));
        stream.dict.set("Params", dictionary! { "Size" => size, "ModDate" => date });
        let content = file.add_object(stream);
        let specification = file.add_object(dictionary! {
            "Type" => "Filespec",
            "F" => text_string(&attachment.name),
            "UF" => text_string(&attachment.name),
            "Desc" => text_string(&attachment.description),
            "AFRelationship" => "Data",
            "EF" => dictionary! { "F" => content, "UF" => content },
        });
        names.extend([text_string(&attachment.name), Object::Reference(specification)]);
        all.push(Object::Reference(specification));
    }
    let tree = file.add_object(dictionary! { "Names" => names });
    let catalog = file.catalog_mut()?;
    catalog.set("AF", all);
    catalog.set("Names", dictionary! { "EmbeddedFiles" => tree });
    Ok(())
}
