/** Longest side that shows what a technician looks for, in pixels. */
const longestSide = 2560
/** Smaller files leave as they are. */
const smallBytes = 1_000_000

/**
 * Returns a photo made smaller, upright and without what the camera noted in it; the same file when it is no photo, is
 * small already, or the browser cannot read it.
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
