import type { Website } from '../../../contract/websites.ts'

type Known = Pick<Website, 'id' | 'audience'>

const html = ({ audience }: Known) => `<script type="module" src="${audience}/elements/portal.js"></script>
<guichet-portal token-url="/guichet-token"></guichet-portal>
`

const php = ({ id, audience }: Known) => `<?php
// $user: { id, name, email, emailVerified }, null

header('Content-Type: application/json');
header('Cache-Control: no-store');
if ($_SERVER['REQUEST_METHOD'] !== 'POST' || ($_SERVER['HTTP_X_GUICHET'] ?? '') !== '1') {
    http_response_code(403);
    exit;
}
if ($user === null) {
    echo '{"token":null}';
    exit;
}

function base64url(string $bytes): string
{
    return rtrim(strtr(base64_encode($bytes), '+/', '-_'), '=');
}

$now = time();
$head = ['alg' => 'HS256', 'typ' => 'guichet-site+jwt'];
$claims = [
    'iss' => '${id}',
    'aud' => '${audience}',
    'sub' => (string) $user->id,
    'name' => $user->name,
    'email' => $user->email,
    'email_verified' => $user->emailVerified,
    'iat' => $now,
    'exp' => $now + 120,
    'jti' => base64url(random_bytes(16)),
    'purpose' => 'portal',
];
$text = base64url(json_encode($head)) . '.' . base64url(json_encode($claims));
$signature = hash_hmac('sha256', $text, getenv('GUICHET_SECRET'), true);
echo json_encode(['token' => $text . '.' . base64url($signature)]);
`

const node = ({ id, audience }: Known) => `// npm install jose
import { SignJWT } from 'jose'

const secret = new TextEncoder().encode(process.env.GUICHET_SECRET)

/** @param user { id, name, email, emailVerified }, null */
export async function guichetToken(user) {
  if (!user) return { token: null }
  const claims = { name: user.name, email: user.email, email_verified: user.emailVerified, purpose: 'portal' }
  const token = await new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS256', typ: 'guichet-site+jwt' })
    .setIssuer('${id}')
    .setAudience('${audience}')
    .setSubject(String(user.id))
    .setIssuedAt()
    .setExpirationTime('2 min')
    .setJti(crypto.randomUUID())
    .sign(secret)
  return { token }
}

// Express:
// app.post('/guichet-token', async (request, response) => {
//   if (request.get('X-Guichet') !== '1') return response.sendStatus(403)
//   response.set('Cache-Control', 'no-store').json(await guichetToken(request.user))
// })
`

const samples = { html, php, node }

/** Returns a sample program. It reads the secret from the environment, because a secret belongs in no file. */
export const sampleOf = (kind: keyof typeof samples, website: Known) => samples[kind](website)
