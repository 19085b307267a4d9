use super::*;

/// A PNG file of one colour.
fn file(width: u32, height: u32, color: ColorType, pixel: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut encoder = Encoder::new(&mut out, width, height);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_color(color);
    encoder.add_text_chunk("Author".to_owned(), "wie het maakte".to_owned()).unwrap();
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(&pixel.repeat((width * height) as usize)).unwrap();
    writer.finish().unwrap();
    out
}

fn refused(bytes: &[u8]) -> String {
    Logo::read(bytes, "Logo").unwrap_err()
}

#[test]
fn grey_and_colour_with_and_without_opacity_are_read() {
    for (color, pixel, grey, alpha) in [
        (ColorType::Grayscale, [7].as_slice(), true, None),
        (ColorType::GrayscaleAlpha, &[7, 128], true, Some(vec![128; 6])),
        (ColorType::Rgb, &[1, 2, 3], false, None),
        (ColorType::Rgba, &[1, 2, 3, 0], false, Some(vec![0; 6])),
        (ColorType::Rgba, &[1, 2, 3, 255], false, None),
    ] {
        let logo = Logo::read(&file(3, 2, color, pixel), "Logo").unwrap();
        let image = logo.image();
        assert_eq!((image.width, image.height, image.grey), (3, 2, grey), "{color:?}");
        let channels = if grey { 1 } else { 3 };
        assert_eq!(image.color, pixel[..channels].repeat(6), "{color:?}");
        assert_eq!(image.alpha, alpha, "{color:?}");
    }
}

#[test]
fn what_is_written_again_has_the_same_pixels_and_nothing_else() {
    let bytes = file(3, 2, ColorType::Rgba, &[1, 2, 3, 4]);
    assert!(bytes.windows(6).any(|part| part == b"Author"));
    let logo = Logo::read(&bytes, "Logo").unwrap();
    assert!(!logo.image().png.windows(6).any(|part| part == b"Author"));
    assert_eq!(Logo::read(&logo.image().png, "Logo").unwrap(), logo);
}

#[test]
fn a_file_that_is_no_png_is_refused_with_what_it_is() {
    assert_eq!(refused(&[0xFF, 0xD8, 0xFF, 0xE0]), "is a JPEG file, and has to be a PNG file");
    assert_eq!(refused(b"<svg/>"), "is an SVG or other text file, and has to be a PNG file");
    assert_eq!(refused(b""), "is empty, and has to be a PNG file");
}

#[test]
fn a_file_that_ends_early_or_is_changed_is_refused_wherever_it_is_cut() {
    let bytes = file(40, 30, ColorType::Rgb, &[9, 8, 7]);
    for end in SIGNATURE.len()..bytes.len() {
        assert!(refused(&bytes[..end]).starts_with("is a damaged PNG file"), "cut at {end}");
    }
    let mut changed = bytes.clone();
    let middle = bytes.len() - 20;
    changed[middle] ^= 0xFF;
    assert!(refused(&changed).starts_with("is a damaged PNG file"));
}

#[test]
fn a_file_too_large_is_refused_before_it_is_unpacked() {
    let long = file(2001, 1, ColorType::Grayscale, &[0]);
    assert_eq!(refused(&long), "is 2001 by 1 pixels, at most 2000 by 2000 are taken");
    // A bomb: a few bytes that say they are sixteen thousand million pixels.
    let mut bomb = SIGNATURE.to_vec();
    let mut head = b"IHDR".to_vec();
    head.extend(1_000_000_u32.to_be_bytes().repeat(2));
    head.extend([16, 6, 0, 0, 0]);
    bomb.extend(13_u32.to_be_bytes());
    bomb.extend(&head);
    bomb.extend(crc(&head).to_be_bytes());
    assert_eq!(refused(&bomb), "is 1000000 by 1000000 pixels, at most 2000 by 2000 are taken");
    assert!(refused(&vec![0; MOST_BYTES + 1]).starts_with("is larger than 1000 kB"));
}

/// The check of a part of a PNG file.
fn crc(bytes: &[u8]) -> u32 {
    let mut crc = u32::MAX;
    for byte in bytes {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = if crc & 1 == 1 { 0xEDB8_8320 ^ (crc >> 1) } else { crc >> 1 };
        }
    }
    !crc
}

#[test]
fn a_logo_fills_its_room_in_one_direction_and_is_not_blown_up() {
    let size = |width, height| {
        let logo = Logo::read(&file(width, height, ColorType::Grayscale, &[0]), "Logo").unwrap();
        logo.size_within(116.0, 72.0)
    };
    assert_eq!(size(400, 100), (116.0, 29.0));
    assert_eq!(size(100, 200), (36.0, 72.0));
    assert_eq!(size(40, 20), (30.0, 15.0));
}
