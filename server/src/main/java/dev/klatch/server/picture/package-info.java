/// What a file is by its bytes, and smaller pictures of pictures. Knows files and nothing of who
/// sent them: no names, no people, no HTTP.
///
/// [dev.klatch.server.picture.ContentType] says what a file is,
/// [dev.klatch.server.picture.PictureFacts] how large a picture is shown, both from a bounded
/// number of its bytes; [dev.klatch.server.picture.Traces] takes out of a picture what it says of
/// where and when it was taken, without decoding it; [dev.klatch.server.picture.Previews] has
/// smaller pictures made, by a process of its own, [dev.klatch.server.picture.PictureWorker], the
/// only place where pictures are decoded. All but `Previews` have no threads and may be called from
/// any; they block on the disk.
@NullMarked
package dev.klatch.server.picture;

import org.jspecify.annotations.NullMarked;
