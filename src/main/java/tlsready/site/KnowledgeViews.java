package tlsready.site;

import java.util.List;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

import tlsready.knowledge.Knowledge;
import tlsready.registry.RegistryView;
import tlsready.tls.TlsVersion;

/** The page of what we know: {@code templates/site/knowledge.html}, a part for each table beside it. */
final class KnowledgeViews {
    private KnowledgeViews() {}

    /**
     * All of it on one page.
     *
     * @param k all we know
     * @param versions the protocol versions that get a column
     * @param wow the view of 32-bit programs
     */
    @CheckedTemplate(basePath = "site")
    record knowledge(Knowledge k, List<TlsVersion> versions, RegistryView wow) implements TemplateInstance {}
}
