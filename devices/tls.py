"""Certificates for HTTPS and MQTT over TLS: the operator's, or of a small authority of our own.

Our authority signs for this installation only. Whoever connects must be given its certificate (`ca_file`); the
pairing of a tracker does that, a browser has to be told once.
"""

import socket
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from supervision.settings import Settings
from supervision.vault.key_files import write_whole

LIFETIME = timedelta(days=825)
"""The longest that browsers accept from an authority which was added by hand."""

RENEWAL = timedelta(days=90)
"""A certificate with less time left is renewed at the next start."""

_AUTHORITY_LIFETIME = timedelta(days=3650)
_PEM = serialization.Encoding.PEM
_CLOCKS_DIFFER_BY = timedelta(days=1)
_UNSPECIFIED = {"0.0.0.0", "::"}  # noqa: S104 - compared, not listened on


@dataclass(frozen=True, slots=True)
class TlsFiles:
    """What a server presents; `ca_file` is what clients must trust, none where the operator brought a certificate."""

    cert_file: Path
    key_file: Path
    ca_file: Path | None


def ensure_certificate(settings: Settings, now: datetime) -> TlsFiles:
    """The certificate of this installation, made or renewed where it is our own and due, or names have been added."""
    if settings.tls_cert_file is not None and settings.tls_key_file is not None:
        return TlsFiles(settings.tls_cert_file, settings.tls_key_file, None)
    folder = settings.home / "tls"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    files = TlsFiles(folder / "server.pem", folder / "server.key", folder / "ca.pem")
    authority = _authority(folder, now)
    names = _names(settings)
    if not _still_good(files, authority.certificate, names, now):
        key = ec.generate_private_key(ec.SECP256R1())
        certificate = _signed_for(names, key.public_key(), authority, now)
        chain = certificate.public_bytes(_PEM) + authority.certificate.public_bytes(_PEM)
        write_whole(files.key_file, _private_bytes(key))
        write_whole(files.cert_file, chain)
    return files


@dataclass(frozen=True, slots=True)
class _Authority:
    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate


def _authority(folder: Path, now: datetime) -> _Authority:
    key_file, certificate_file = folder / "ca.key", folder / "ca.pem"
    if key_file.exists() and certificate_file.exists():
        key = serialization.load_pem_private_key(key_file.read_bytes(), None)
        certificate = x509.load_pem_x509_certificate(certificate_file.read_bytes())
        is_pair = key.public_key() == certificate.public_key()
        if is_pair and isinstance(key, ec.EllipticCurvePrivateKey) and certificate.not_valid_after_utc - now > LIFETIME:
            return _Authority(key, certificate)
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"Supervision on {socket.gethostname()}"[:64])])
    certificate = (
        _builder(name, name, key.public_key(), now, _AUTHORITY_LIFETIME)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs_certificates=True), critical=True)
        .sign(key, hashes.SHA256())
    )
    write_whole(key_file, _private_bytes(key))
    write_whole(certificate_file, certificate.public_bytes(_PEM))
    return _Authority(key, certificate)


def _signed_for(
    names: frozenset[str], key: ec.EllipticCurvePublicKey, authority: _Authority, now: datetime
) -> x509.Certificate:
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, min(names, key=len)[:64])])
    return (
        _builder(subject, authority.certificate.subject, key, now, LIFETIME)
        .add_extension(x509.SubjectAlternativeName([_general_name(name) for name in sorted(names)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_certificates=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.key.public_key()), critical=False)
        .sign(authority.key, hashes.SHA256())
    )


def _builder(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey, now: datetime, lifetime: timedelta
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _CLOCKS_DIFFER_BY)
        .not_valid_after(now - _CLOCKS_DIFFER_BY + lifetime)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True, key_cert_sign=signs_certificates, crl_sign=signs_certificates,
        content_commitment=False, key_encipherment=False, data_encipherment=False, key_agreement=False,
        encipher_only=False, decipher_only=False,
    )  # fmt: skip


def _names(settings: Settings) -> frozenset[str]:
    """Every name and address under which a client may have been told to connect."""
    names = {"localhost", "127.0.0.1", "::1", socket.gethostname()}
    if settings.listen in _UNSPECIFIED:
        names |= _own_addresses()
    else:
        names.add(settings.listen)
    if settings.public_url is not None and (host := urlsplit(settings.public_url).hostname):
        names.add(host)
    return frozenset(names)


def _own_addresses() -> set[str]:
    try:
        found = socket.getaddrinfo(socket.gethostname(), None)
    except OSError:  # a machine that does not know its own name
        return set()
    return {str(address[0]).partition("%")[0] for *_, address in found}


def _general_name(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ip_address(name))
    except ValueError:
        return x509.DNSName(name)


def _still_good(files: TlsFiles, authority: x509.Certificate, names: frozenset[str], now: datetime) -> bool:
    if not (files.cert_file.exists() and files.key_file.exists()):
        return False
    certificate = x509.load_pem_x509_certificate(files.cert_file.read_bytes())
    spoken = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    key = serialization.load_pem_private_key(files.key_file.read_bytes(), None)
    return (
        certificate.not_valid_after_utc - now > RENEWAL
        and _is_signed_by(certificate, authority)
        and key.public_key() == certificate.public_key()
        and {_general_name(name) for name in names} <= set(spoken)
    )


def _is_signed_by(certificate: x509.Certificate, authority: x509.Certificate) -> bool:
    try:
        certificate.verify_directly_issued_by(authority)
    except (InvalidSignature, ValueError):
        return False
    return True


def _private_bytes(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(_PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
