// SHA-256 (FIPS 180-4) under the names by which the framework calls its cryptography library.
#include "runtime.h"

#include <stdlib.h>
#include <string.h>

enum { BLOCK = 64, DIGEST = 32, LENGTH_AT = 56 };

typedef struct {
    uint32_t state[8];
    uint64_t length;
    uint8_t block[BLOCK];
} sha256;

static const uint32_t initial[8] = {
    0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
};

static const uint32_t constants[BLOCK] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

static uint32_t rotate(uint32_t value, int bits) { return value >> bits | value << (32 - bits); }

static void compress(sha256 *hash)
{
    uint32_t w[BLOCK], v[8];
    for (int i = 0; i < 16; i++) {
        const uint8_t *b = hash->block + 4 * i;
        w[i] = (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3];
    }
    for (int i = 16; i < BLOCK; i++) {
        uint32_t s0 = rotate(w[i - 15], 7) ^ rotate(w[i - 15], 18) ^ w[i - 15] >> 3;
        uint32_t s1 = rotate(w[i - 2], 17) ^ rotate(w[i - 2], 19) ^ w[i - 2] >> 10;
        w[i] = w[i - 16] + s0 + w[i - 7] + s1;
    }
    memcpy(v, hash->state, sizeof v);
    for (int i = 0; i < BLOCK; i++) {
        uint32_t s1 = rotate(v[4], 6) ^ rotate(v[4], 11) ^ rotate(v[4], 25);
        uint32_t t1 = v[7] + s1 + ((v[4] & v[5]) ^ (~v[4] & v[6])) + constants[i] + w[i];
        uint32_t s0 = rotate(v[0], 2) ^ rotate(v[0], 13) ^ rotate(v[0], 22);
        uint32_t t2 = s0 + ((v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]));
        memmove(v + 1, v, 7 * sizeof *v);
        v[4] += t1;
        v[0] = t1 + t2;
    }
    for (int i = 0; i < 8; i++)
        hash->state[i] += v[i];
}

static void start(sha256 *hash)
{
    memcpy(hash->state, initial, sizeof initial);
    hash->length = 0;
}

static void append(sha256 *hash, const uint8_t *data, size_t bytes)
{
    for (size_t i = 0; i < bytes; i++) {
        hash->block[hash->length++ % BLOCK] = data[i];
        if (hash->length % BLOCK == 0)
            compress(hash);
    }
}

static int finish(sha256 *hash, uint8_t *digest, uint32_t *bytes)
{
    uint8_t length[8];
    for (int i = 0; i < 8; i++)
        length[i] = (uint8_t)(hash->length * 8 >> (56 - 8 * i));
    append(hash, (const uint8_t[]){0x80}, 1);
    while (hash->length % BLOCK != LENGTH_AT)
        append(hash, (const uint8_t[]){0}, 1);
    append(hash, length, sizeof length);
    for (int i = 0; i < DIGEST; i++)
        digest[i] = (uint8_t)(hash->state[i / 4] >> (24 - 8 * (i % 4)));
    *bytes = DIGEST;
    return 1;
}

static sha256 *check_kind(const void *kind, sha256 *hash)
{
    if (kind != initial)
        runtime_fail("a hash other than SHA-256");
    if (hash == NULL)
        runtime_fail("out of memory");
    start(hash);
    return hash;
}

int CryptoNative_EnsureOpenSslInitialized(void) { return 0; }
int CryptoNative_GetMaxMdSize(void) { return 64; }
const void *CryptoNative_EvpSha256(void) { return initial; }
int CryptoNative_EvpMdSize(const void *kind) { return DIGEST; }
sha256 *CryptoNative_EvpMdCtxCreate(const void *kind) { return check_kind(kind, malloc(sizeof(sha256))); }
void CryptoNative_EvpMdCtxDestroy(sha256 *hash) { free(hash); }

int CryptoNative_EvpDigestReset(sha256 *hash, const void *kind)
{
    check_kind(kind, hash);
    return 1;
}

int CryptoNative_EvpDigestUpdate(sha256 *hash, const uint8_t *data, int bytes)
{
    append(hash, data, (size_t)bytes);
    return 1;
}

int CryptoNative_EvpDigestFinalEx(sha256 *hash, uint8_t *digest, uint32_t *bytes) { return finish(hash, digest, bytes); }

int CryptoNative_EvpDigestCurrent(const sha256 *hash, uint8_t *digest, uint32_t *bytes)
{
    sha256 copy = *hash;
    return finish(&copy, digest, bytes);
}

int CryptoNative_EvpDigestOneShot(const void *kind, const uint8_t *data, int length, uint8_t *digest, uint32_t *bytes)
{
    sha256 hash;
    append(check_kind(kind, &hash), data, (size_t)length);
    return finish(&hash, digest, bytes);
}

// Seeds of hash tables: the same on every run.
int CryptoNative_GetRandomBytes(uint8_t *buffer, int bytes)
{
    memset(buffer, 7, (size_t)bytes);
    return 1;
}
