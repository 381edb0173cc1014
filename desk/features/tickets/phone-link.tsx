import classes from './phone-link.module.css'

/** A number that one click calls. */
export const PhoneLink = ({ phone }: { phone: string }) => (
  <a className={classes.phone} href={`tel:${phone.replace(/[^+\d]/g, '')}`}>
    {phone}
  </a>
)
