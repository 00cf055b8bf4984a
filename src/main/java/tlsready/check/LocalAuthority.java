package tlsready.check;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A certificate authority of this installation's own, and the two certificates it has signed, kept in a folder: for
 * as long as nobody has configured real ones. Made at the first start; certificates are made anew when they are about
 * to expire or the names have changed, the authority only when it is about to expire.
 */
final class LocalAuthority {
    private static final Duration AUTHORITY_LIFE = Duration.ofDays(3650);
    /** The longest that every client accepts; browsers and Apple's systems refuse more than 398 days. */
    private static final Duration LEAF_LIFE = Duration.ofDays(397);

    private static final Duration RENEWAL = Duration.ofDays(30);
    /** For clients whose clock is behind. */
    private static final Duration SLACK = Duration.ofDays(2);

    private static final X500Name NAME = new X500Name("CN=TLS Ready check (made by this installation)");
    private static final int SERIAL_OCTETS = 16;
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    private final X509Certificate certificate;
    private final Map<KeyKind, Identity> leaves = new EnumMap<>(KeyKind.class);

    private LocalAuthority(X509Certificate certificate) {
        this.certificate = certificate;
    }

    /**
     * What is kept in this folder; what is missing or of no more use is made and put there.
     *
     * @param names host names and IP addresses that the certificates have to name
     * @throws IOException with a sentence that names the file
     */
    static LocalAuthority in(Path folder, Collection<String> names, Instant now) throws IOException {
        Path own = folder.resolve("authority.pem");
        Identity self = Files.exists(own) ? PemFile.read(List.of(own)) : null;
        if (self == null || isAboutToExpire(self.leaf(), now)) {
            self = made(KeyKind.RSA, null, List.of(), now);
            PemFile.write(own, self);
        }
        var authority = new LocalAuthority(self.leaf());
        for (KeyKind kind : KeyKind.values()) {
            Path file = folder.resolve(kind.name().toLowerCase(Locale.ROOT) + ".pem");
            Identity leaf = Files.exists(file) ? PemFile.read(List.of(file)) : null;
            if (leaf == null || !isGood(leaf, kind, self, names, now)) {
                leaf = made(kind, self, names, now);
                PemFile.write(file, leaf);
            }
            authority.leaves.put(kind, leaf);
        }
        return authority;
    }

    /** The authority's own certificate, which people can choose to trust. */
    X509Certificate certificate() {
        return certificate;
    }

    Map<KeyKind, Identity> identities() {
        return Map.copyOf(leaves);
    }

    private static boolean isAboutToExpire(X509Certificate certificate, Instant now) {
        return certificate.getNotAfter().toInstant().isBefore(now.plus(RENEWAL));
    }

    private static boolean isGood(
            Identity leaf, KeyKind kind, Identity authority, Collection<String> names, Instant now) {
        try {
            leaf.leaf().verify(authority.leaf().getPublicKey());
            var named = leaf.leaf().getSubjectAlternativeNames().stream()
                    .map(entry -> entry.get(1).toString())
                    .collect(Collectors.toSet());
            return leaf.kind() == kind
                    && !isAboutToExpire(leaf.leaf(), now)
                    && names.stream().map(LocalAuthority::canonical).allMatch(named::contains);
        } catch (GeneralSecurityException e) {
            return false; // signed by an authority that is gone
        }
    }

    /** An address as Java writes it in a certificate's names; a host name as it is. */
    private static String canonical(String name) {
        if (!ADDRESS.matcher(name).matches()) {
            return name;
        }
        try {
            return InetAddress.getByName(name).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not an IP address: " + name, e);
        }
    }

    private static Identity made(KeyKind kind, Identity issuer, Collection<String> names, Instant now)
            throws IOException {
        try {
            KeyPair pair = keyPair(kind);
            boolean root = issuer == null;
            var builder = new JcaX509v3CertificateBuilder(
                    NAME,
                    serial(pair.getPublic()),
                    Date.from(now.minus(SLACK)),
                    Date.from(now.plus(root ? AUTHORITY_LIFE : LEAF_LIFE)),
                    root ? NAME : new X500Name("CN=TLS Ready check endpoint"),
                    pair.getPublic());
            var extensions = new JcaX509ExtensionUtils();
            builder.addExtension(
                    Extension.subjectKeyIdentifier, false, extensions.createSubjectKeyIdentifier(pair.getPublic()));
            if (root) {
                builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
                builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            } else {
                builder.addExtension(
                        Extension.authorityKeyIdentifier,
                        false,
                        extensions.createAuthorityKeyIdentifier(issuer.leaf()));
                addUse(builder, kind, names);
            }
            var signer = new JcaContentSignerBuilder("SHA256withRSA").build(root ? pair.getPrivate() : issuer.key());
            return new Identity(
                    pair.getPrivate(),
                    List.of(new JcaX509CertificateConverter().getCertificate(builder.build(signer))));
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException("this Java cannot make a certificate", e);
        }
    }

    private static void addUse(JcaX509v3CertificateBuilder builder, KeyKind kind, Collection<String> names)
            throws CertIOException {
        int usage =
                kind == KeyKind.RSA ? KeyUsage.digitalSignature | KeyUsage.keyEncipherment : KeyUsage.digitalSignature;
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
        builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
        builder.addExtension(
                Extension.subjectAlternativeName,
                false,
                new GeneralNames(names.stream()
                        .distinct()
                        .map(name -> ADDRESS.matcher(name).matches()
                                ? new GeneralName(GeneralName.iPAddress, name)
                                : new GeneralName(GeneralName.dNSName, name))
                        .toArray(GeneralName[]::new)));
    }

    private static KeyPair keyPair(KeyKind kind) throws GeneralSecurityException {
        if (kind == KeyKind.RSA) {
            var rsa = KeyPairGenerator.getInstance("RSA");
            rsa.initialize(2048);
            return rsa.generateKeyPair();
        }
        var curve = KeyPairGenerator.getInstance("EC");
        curve.initialize(new ECGenParameterSpec("secp256r1"));
        return curve.generateKeyPair();
    }

    /** As good as random, because the key is. */
    private static BigInteger serial(PublicKey key) throws GeneralSecurityException {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
        return new BigInteger(1, Arrays.copyOf(hash, SERIAL_OCTETS));
    }
}
