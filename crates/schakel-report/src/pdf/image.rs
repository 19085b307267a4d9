//! The logo as an image of the file: written once, however many pages show it.

use lopdf::{Document, Object, ObjectId, dictionary};

use super::WriteError;
use super::pack::Packer;
use crate::layout::{Composition, Paint};
use crate::theme::Image;

/// Name of the image in the resources of pages.
pub(super) const NAME: &str = "Logo";

/// Puts the image into the file and into the resources of the pages that show it.
pub(super) fn embed(
    image: &Image,
    file: &mut Document,
    pages: &[ObjectId],
    composition: &Composition,
    packer: &mut Packer,
) -> Result<(), WriteError> {
    let mut written = None;
    for (marks, page) in composition.pages.iter().zip(pages) {
        if !marks.marks.iter().any(|mark| matches!(mark.paint, Paint::Logo { .. })) {
            continue;
        }
        let object = match written {
            Some(object) => object,
            None => *written.insert(object(image, file, packer)?),
        };
        let resources = file.get_dictionary(*page)?.get(b"Resources")?.as_reference()?;
        let resources = file.get_object_mut(resources)?.as_dict_mut()?;
        resources.set("XObject", dictionary! { NAME => object });
    }
    Ok(())
}

fn object(image: &Image, file: &mut Document, packer: &mut Packer) -> Result<ObjectId, WriteError> {
    let mask = match &image.alpha {
        Some(alpha) => Some(stream(image, alpha, "DeviceGray", None, file, packer)?),
        None => None,
    };
    let space = if image.grey { "DeviceGray" } else { "DeviceRGB" };
    stream(image, &image.color, space, mask, file, packer)
}

fn stream(
    image: &Image,
    samples: &[u8],
    space: &str,
    mask: Option<ObjectId>,
    file: &mut Document,
    packer: &mut Packer,
) -> Result<ObjectId, WriteError> {
    let mut stream = packer.stream(samples)?;
    stream.dict.set("Type", "XObject");
    stream.dict.set("Subtype", "Image");
    stream.dict.set("Width", i64::from(image.width));
    stream.dict.set("Height", i64::from(image.height));
    stream.dict.set("ColorSpace", Object::Name(space.as_bytes().to_vec()));
    stream.dict.set("BitsPerComponent", 8);
    if let Some(mask) = mask {
        stream.dict.set("SMask", mask);
    }
    Ok(file.add_object(stream))
}
