package tlsready.tls;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * The extensions of a hello: all of them in their order, and what those mean that a judgement may need.
 * A list is empty when its extension is absent; {@link #has} tells an absent extension from an empty one.
 *
 * @param inOrder every extension as it came, GREASE and unknown ones included
 * @param serverName the host name asked for (SNI, RFC 6066), one character an octet
 * @param supportedVersions version numbers, most wanted first, GREASE and drafts included (RFC 8446, 4.2.1)
 * @param groups curves and groups, most wanted first (RFC 8446, 4.2.7)
 * @param keyShares groups for which a key came along (RFC 8446, 4.2.8)
 * @param signatureSchemes ways to sign, most wanted first (RFC 8446, 4.2.3)
 * @param pointFormats how points of curves may be written, 0 is uncompressed (RFC 8422, 5.1.2)
 * @param alpn application protocols, most wanted first, one character an octet (RFC 7301)
 */
public record Extensions(
        List<Extension> inOrder,
        Optional<String> serverName,
        List<ProtocolVersion> supportedVersions,
        List<NamedGroup> groups,
        List<NamedGroup> keyShares,
        List<SignatureScheme> signatureSchemes,
        List<Integer> pointFormats,
        List<String> alpn) {
    /** What a hello without extensions has: SSL 3.0, old TLS 1.0 and everything in SSLv2 framing. */
    public static final Extensions NONE = new Extensions(
            List.of(), Optional.empty(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

    static final int SERVER_NAME = 0;
    static final int SUPPORTED_GROUPS = 10;
    static final int POINT_FORMATS = 11;
    static final int SIGNATURE_ALGORITHMS = 13;
    static final int ALPN = 16;
    static final int SUPPORTED_VERSIONS = 43;
    static final int KEY_SHARE = 51;

    public Extensions {
        inOrder = List.copyOf(inOrder);
        supportedVersions = List.copyOf(supportedVersions);
        groups = List.copyOf(groups);
        keyShares = List.copyOf(keyShares);
        signatureSchemes = List.copyOf(signatureSchemes);
        pointFormats = List.copyOf(pointFormats);
        alpn = List.copyOf(alpn);
    }

    /** Whether an extension of this number came, be it empty. */
    public boolean has(int type) {
        return data(type).isPresent();
    }

    /** The body of the extension with this number. */
    public Optional<Bytes> data(int type) {
        return inOrder.stream()
                .filter(extension -> extension.type().code() == type)
                .map(Extension::data)
                .findFirst();
    }

    /** Reads an extension block, the cursor standing behind its length. */
    static Extensions read(ByteCursor block) throws Malformation {
        var inOrder = new ArrayList<Extension>();
        var seen = new HashSet<Integer>();
        while (!block.atEnd()) {
            var type = ExtensionType.of(block.u16("extension type"));
            if (!seen.add(type.code())) {
                throw new Malformation(HelloFlaw.DUPLICATE_EXTENSION, "The extension " + type + " stands twice.");
            }
            inOrder.add(new Extension(type, block.inside16("extension " + type).rest()));
        }
        return ExtensionBodies.read(inOrder);
    }
}
