import classes from './phone-link.module.css'

/** Phone number as a link that calls it. */
export const PhoneLink = ({ phone }: { phone: string }) => (
  <a className={classes.phone} href={`tel:${phone.replace(/[^+\d]/g, '')}`}>
    {phone}
  </a>
)
