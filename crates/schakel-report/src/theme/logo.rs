//! The logo of a school: a PNG file that comes from outside, so nothing of it is trusted.

use std::io::Cursor;
use std::sync::Arc;

use png::{BitDepth, ColorType, Decoder, Encoder, Limits, Transformations};

/// Most bytes of a file.
pub(crate) const MOST_BYTES: usize = 1_000_000;
/// Most pixels in each direction: more than print shows at the size of a logo.
const MOST_PIXELS: u32 = 2000;
/// Most memory that reading may take beside the pixels.
const MOST_MEMORY: usize = 32 << 20;
/// How every PNG file begins.
const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// A logo with the text that stands for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logo {
    /// What the logo says, for readers that cannot see it.
    pub alt: String,
    image: Arc<Image>,
}

/// The pixels of a logo, row by row from the top.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Image {
    pub(crate) width: u32,
    pub(crate) height: u32,
    /// Whether a pixel is one byte of grey, or else three of red, green and blue.
    pub(crate) grey: bool,
    pub(crate) color: Vec<u8>,
    /// How opaque each pixel is; `None` when all are.
    pub(crate) alpha: Option<Vec<u8>>,
    /// The same as a PNG file, of pixels alone: what else the file told stays out of reports.
    pub(crate) png: Vec<u8>,
}

impl Logo {
    /// Reads a PNG file.
    ///
    /// # Errors
    /// What was found and what is expected, to be said of the file.
    pub fn read(bytes: &[u8], alt: &str) -> Result<Logo, String> {
        Ok(Logo { alt: alt.to_owned(), image: Arc::new(decode(bytes)?) })
    }

    pub(crate) fn image(&self) -> &Image {
        &self.image
    }

    /// The largest size in points within a box, and no pixel larger than on a screen.
    pub(crate) fn size_within(&self, width: f32, height: f32) -> (f32, f32) {
        const PIXEL: f32 = 0.75;
        let (w, h) = (self.image.width as f32, self.image.height as f32);
        let scale = (width / w).min(height / h).min(PIXEL);
        (w * scale, h * scale)
    }
}

fn decode(bytes: &[u8]) -> Result<Image, String> {
    if bytes.len() > MOST_BYTES {
        return Err(format!("is larger than {} kB, the most that is taken", MOST_BYTES / 1000));
    }
    if !bytes.starts_with(SIGNATURE) {
        return Err(format!("is {}, and has to be a PNG file", kind(bytes)));
    }
    let damaged = |error: png::DecodingError| format!("is a damaged PNG file, and has to be a whole one ({error})");
    let mut decoder = Decoder::new_with_limits(Cursor::new(bytes), Limits { bytes: MOST_MEMORY });
    decoder.set_ignore_text_chunk(true);
    decoder.set_ignore_iccp_chunk(true);
    decoder.set_transformations(Transformations::normalize_to_color8());
    // The size is known, and refused, before any pixel is unpacked.
    let (width, height) = decoder.read_header_info().map_err(damaged)?.size();
    if width.max(height) > MOST_PIXELS {
        return Err(format!("is {width} by {height} pixels, at most {MOST_PIXELS} by {MOST_PIXELS} are taken"));
    }
    let mut reader = decoder.read_info().map_err(damaged)?;
    let size = reader.output_buffer_size().ok_or("is too large")?;
    let mut pixels = vec![0; size];
    let info = reader.next_frame(&mut pixels).map_err(damaged)?;
    reader.finish().map_err(damaged)?;
    let (grey, with_alpha) = match info.color_type {
        ColorType::Grayscale => (true, false),
        ColorType::GrayscaleAlpha => (true, true),
        ColorType::Rgb => (false, false),
        ColorType::Rgba => (false, true),
        ColorType::Indexed => return Err("has colours that cannot be read, and has to be grey or RGB".to_owned()),
    };
    let (color, alpha) = if with_alpha { apart(&pixels, if grey { 2 } else { 4 }) } else { (pixels, None) };
    let mut image = Image { width, height, grey, color, alpha, png: Vec::new() };
    image.png = encode(&image).map_err(|error| format!("cannot be written again ({error})"))?;
    Ok(image)
}

/// What a file is that is no PNG, by how it begins.
fn kind(bytes: &[u8]) -> &'static str {
    match bytes {
        [] => "empty",
        [0xFF, 0xD8, 0xFF, ..] => "a JPEG file",
        [b'G', b'I', b'F', b'8', ..] => "a GIF file",
        [b'<', ..] => "an SVG or other text file",
        [b'R', b'I', b'F', b'F', ..] => "a WebP file",
        _ => "another kind of file",
    }
}

/// Takes colours and opacity apart, of pixels of so many bytes. Where all is opaque there is no opacity.
fn apart(pixels: &[u8], bytes: usize) -> (Vec<u8>, Option<Vec<u8>>) {
    let mut color = Vec::with_capacity(pixels.len());
    let mut alpha = Vec::with_capacity(pixels.len() / bytes);
    for pixel in pixels.chunks_exact(bytes) {
        if let Some((last, rest)) = pixel.split_last() {
            color.extend_from_slice(rest);
            alpha.push(*last);
        }
    }
    let opaque = alpha.iter().all(|&a| a == u8::MAX);
    (color, (!opaque).then_some(alpha))
}

fn encode(image: &Image) -> Result<Vec<u8>, png::EncodingError> {
    let mut out = Vec::new();
    let mut encoder = Encoder::new(&mut out, image.width, image.height);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_color(match (image.grey, image.alpha.is_some()) {
        (true, false) => ColorType::Grayscale,
        (true, true) => ColorType::GrayscaleAlpha,
        (false, false) => ColorType::Rgb,
        (false, true) => ColorType::Rgba,
    });
    let mut writer = encoder.write_header()?;
    match &image.alpha {
        None => writer.write_image_data(&image.color)?,
        Some(alpha) => {
            let channels = if image.grey { 1 } else { 3 };
            let pixels = image.color.chunks_exact(channels).zip(alpha);
            let joined: Vec<u8> = pixels.flat_map(|(color, alpha)| color.iter().chain([alpha])).copied().collect();
            writer.write_image_data(&joined)?;
        }
    }
    writer.finish()?;
    Ok(out)
}

#[cfg(test)]
mod tests;
