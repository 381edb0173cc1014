/** Shape of a phone number as people write it. */
export const phonePattern = /^[+()\d\s./-]*\d[+()\d\s./-]*$/
