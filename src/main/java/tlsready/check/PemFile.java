package tlsready.check;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;

/** Certificates and private keys in text files, as web servers keep them. */
final class PemFile {
    private PemFile() {}

    /**
     * The key and the chain in these files, whatever stands where.
     *
     * @throws IOException with a sentence that names the file and what is wrong with it
     */
    static Identity read(List<Path> files) throws IOException {
        var chain = new ArrayList<X509Certificate>();
        PrivateKey key = null;
        for (Path file : files) {
            try (var parser = new PEMParser(new StringReader(Files.readString(file)))) {
                for (Object object = parser.readObject(); object != null; object = parser.readObject()) {
                    if (object instanceof X509CertificateHolder certificate) {
                        chain.add(new JcaX509CertificateConverter().getCertificate(certificate));
                    } else if (object instanceof PEMKeyPair pair) {
                        key = new JcaPEMKeyConverter().getPrivateKey(pair.getPrivateKeyInfo());
                    } else if (object instanceof PrivateKeyInfo bare) {
                        key = new JcaPEMKeyConverter().getPrivateKey(bare);
                    }
                }
            } catch (NoSuchFileException e) {
                throw new IOException("The certificate file " + file + " does not exist.", e);
            } catch (IOException | CertificateException e) {
                throw new IOException("The certificate file " + file + " cannot be read: " + e.getMessage(), e);
            }
        }
        if (key == null || chain.isEmpty()) {
            String missing = key == null ? "private key without a password" : "certificate";
            throw new IOException("No " + missing + " was found in " + files + ".");
        }
        try {
            return new Identity(key, chain);
        } catch (IllegalArgumentException e) {
            throw new IOException("The certificate in " + files + " cannot be used: " + e.getMessage() + ".", e);
        }
    }

    /** Replaces the file by this key and chain at once, for its owner's eyes only. */
    static void write(Path file, Identity identity) throws IOException {
        var text = new StringWriter();
        try (var pem = new JcaPEMWriter(text)) {
            for (X509Certificate certificate : identity.chain()) {
                pem.writeObject(certificate);
            }
            pem.writeObject(new JcaPKCS8Generator(identity.key(), null));
        }
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(draft);
        if (Files.getFileStore(file.toAbsolutePath().getParent()).supportsFileAttributeView("posix")) {
            Files.createFile(draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(draft, text.toString(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
