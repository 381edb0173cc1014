-- The networks of sessions that stand become known to their accounts, as those of later sign-ins are:
-- failures of strangers do not slow these agents down. The network of an IPv4 address is the address.
insert into known_source (account_id, source_hash, last_used_at)
select user_id, encode(sha256(convert_to('network ' || ip_address, 'UTF8')), 'hex'), least(max(updated_at), now())
from user_session
where ip_address ~ '^\d+\.\d+\.\d+\.\d+$' and expires_at > now()
group by user_id, ip_address
on conflict do nothing;

-- What waits in quarantine since before is treated as what arrives there: it keeps its files and has a number reserved.
update attachment set expires_at = 'infinity'
from form_submission submission
where attachment.ticket_id is null and submission.ticket_id is null
  and attachment.uploaded_under_pass = submission.pass_id and attachment.id = any(submission.attachment_ids);

with waiting as materialized (
  select id from form_submission where ticket_id is null and number is null order by created_at, id),
numbered as materialized (select id, nextval('ticket_number') as number from waiting)
update form_submission set number = numbered.number from numbered where form_submission.id = numbered.id;
