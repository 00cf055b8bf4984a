package tlsready.check;

import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/** Loosens the JDK's TLS engine before any test touches it, as the portal does before anything of its own does. */
public final class LooseSession implements LauncherSessionListener {
    @Override
    public void launcherSessionOpened(LauncherSession session) {
        JdkEngine.loosen();
    }
}
