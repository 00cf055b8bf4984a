package tlsready.registry;

/**
 * The two views of {@code HKLM\SOFTWARE} on 64-bit Windows: programs of the machine's own bitness see the native one,
 * 32-bit programs see {@code Wow6432Node}. 32-bit Windows has only the native view. (Microsoft: "Registry Redirector".)
 */
public enum RegistryView {
    NATIVE,
    WOW6432NODE
}
