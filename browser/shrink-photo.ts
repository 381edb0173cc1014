/** Longest side in pixels that still shows what a technician needs. */
const longestSide = 2560
/** Files below this size are sent unchanged. */
const smallBytes = 1_000_000

/**
 * Returns a photo scaled down, upright and without metadata. Returns the same file when it is not a photo, is already
 * small, or cannot be read.
 */
export async function shrinkPhoto(file: File): Promise<File> {
  if (file.size <= smallBytes || !/^image\/(jpeg|webp|hei[cf])$/.test(file.type)) return file
  try {
    const picture = await createImageBitmap(file, { imageOrientation: 'from-image' })
    const scale = Math.min(1, longestSide / Math.max(picture.width, picture.height))
    const canvas = document.createElement('canvas')
    canvas.width = Math.round(picture.width * scale)
    canvas.height = Math.round(picture.height * scale)
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
    picture.close()
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.85))
    if (!blob || blob.size >= file.size) return file
    return new File([blob], `${file.name.replace(/\.\w+$/, '')}.jpg`, { type: 'image/jpeg' })
  } catch {
    return file
  }
}
