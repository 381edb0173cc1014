-- Notes of guests say “adresse non confirmée”, as the forms do now; a confirmation replaces those very words.
update contact
set notes = replace(notes, 'adresse non vérifiée', 'adresse non confirmée')
where notes like '%adresse non vérifiée%';
