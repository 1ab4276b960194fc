// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.chatdock.api.connection.ConnectionListener;
import org.chatdock.api.connection.ConnectionState;
import org.chatdock.api.connection.ConnectionStatus;
import org.chatdock.api.connection.ConnectionTransition;
import org.chatdock.api.connection.CredentialSource;
import org.chatdock.api.connection.Credentials;
import org.chatdock.connection.internal.RawGateway.Peer;
import org.chatdock.testkit.RecordingLogger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;

class ConnectionComponentTest {
    private static final String TOKEN = "s3cret";
    /** A framework without properties and without a place for files. */
    private static final BundleContext NOWHERE = (BundleContext) Proxy.newProxyInstance(
            BundleContext.class.getClassLoader(), new Class<?>[] { BundleContext.class },
            (proxy, method, arguments) -> null);

    private final RecordingLogger log = new RecordingLogger();
    private final BlockingQueue<ConnectionStatus> told = new LinkedBlockingQueue<>();
    private final SignInComponent signIn = new SignInComponent();
    private RawGateway gateway;

    @BeforeEach
    void startGateway() throws Exception {
        gateway = new RawGateway();
    }

    @AfterEach
    void stopGateway() throws Exception {
        signIn.stop();
        gateway.close();
        log.assertNoErrors();
        log.assertNowhere(TOKEN);
    }

    /** A configuration as DS would give it. */
    private static <T> T configured(Class<T> type, Map<String, Object> values) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type },
                (proxy, method, arguments) -> values.getOrDefault(method.getName(), method.getDefaultValue())));
    }

    private ConnectionComponent component(Map<String, Object> values) {
        Map<String, Object> all = new HashMap<>(Map.of("gatewayUrl", gateway.url()));
        all.putAll(values);
        ConnectionComponent component = new ConnectionComponent(NOWHERE,
                configured(ConnectionConfiguration.class, all), delivery -> { }, log.logger());
        component.bindListener(told::add);
        return component;
    }

    private void await(ConnectionState state) throws InterruptedException {
        ConnectionStatus next;
        do {
            next = told.poll(RawGateway.PATIENCE, TimeUnit.MILLISECONDS);
            assertNotNull(next, "never " + state);
        } while (next.state() != state);
    }

    private static CredentialSource source(String userId) {
        return () -> CompletableFuture.completedStage(new Credentials("corp", userId, TOKEN));
    }

    @Test
    void theLineComesUpWithTheBoundCredentialsAndSaysGoodbyeAtTheEnd() throws Exception {
        ConnectionComponent component = component(Map.of("credentialsIn", "QUERY"));
        signIn.bindCredentialSource(source("ann"));
        component.bindSignIn(signIn);
        component.start();
        Peer peer = gateway.acceptUpgraded();
        await(ConnectionState.OPEN);

        assertEquals("GET /agents?corpid=corp&userid=ann&token=s3cret HTTP/1.1", peer.requestLine());
        assertEquals(ConnectionState.OPEN, component.status().state());
        component.stop();

        assertEquals(1000, peer.read().closeCode());
        assertEquals(ConnectionState.CLOSE, component.status().state());
    }

    @Test
    void aListenerThatThrowsHurtsNeitherTheLineNorTheOthers() throws Exception {
        ConnectionComponent component = component(Map.of());
        ConnectionListener thrower = status -> {
            if (status.state() == ConnectionState.OPEN) {
                throw new NoClassDefFoundError("gone");
            }
        };
        component.unbindListener(thrower);
        component.bindListener(thrower);
        component.bindListener(told::add);
        component.start();
        gateway.acceptUpgraded();
        await(ConnectionState.OPEN);
        await(ConnectionState.OPEN);
        assertEquals(ConnectionState.OPEN, component.status().state());

        component.stop();

        assertEquals(ConnectionState.CLOSE, component.status().state());
        assertTrue(log.takeError().text().startsWith("The connection listener "));
    }

    @Test
    void aListenerThatHasGoneIsToldNothing() throws Exception {
        ConnectionComponent component = component(Map.of());
        BlockingQueue<ConnectionStatus> gone = new LinkedBlockingQueue<>();
        ConnectionListener listener = gone::add;
        component.bindListener(listener);
        component.unbindListener(listener);

        component.start();
        gateway.acceptUpgraded();
        await(ConnectionState.OPEN);
        component.stop();

        assertNull(gone.poll());
    }

    @Test
    void withoutACredentialSourceTheLineConnectsWithoutCredentials() throws Exception {
        ConnectionComponent component = component(Map.of());
        CredentialSource source = source("ann");
        CredentialSource better = source("bob");
        signIn.bindCredentialSource(source);
        component.bindSignIn(signIn);
        signIn.bindCredentialSource(better);
        signIn.unbindCredentialSource(source);
        component.start();
        Peer withSource = gateway.accept();
        assertEquals("bob", withSource.header("userid"));

        component.unbindSignIn(signIn);
        withSource.refuse(401);
        await(ConnectionState.ERROR);
        component.retryNow();
        Peer without = gateway.accept();

        assertNull(without.header("userid"));
        assertNull(without.header("token"));
        component.stop();
    }

    @Test
    void stopDropsATryThatIsNeverAnswered() throws Exception {
        ConnectionComponent component = component(Map.of());
        component.start();
        Peer peer = gateway.accept();

        component.stop();

        peer.awaitEnd();
        assertEquals(ConnectionState.CLOSE, component.status().state());
    }

    @Test
    void aWrongConfigurationFailsTheActivationInASentence() {
        assertThrows(IllegalArgumentException.class, () -> component(Map.of("gatewayUrl", "http://gateway/")));
        assertThrows(IllegalArgumentException.class, () -> component(Map.of("credentialsIn", "COOKIE")));
        assertThrows(IllegalArgumentException.class, () -> component(Map.of("pingIntervalSeconds", -1)));
        assertThrows(IllegalArgumentException.class, () -> component(Map.of("maxInFlight", 0)));
        assertThrows(IllegalArgumentException.class, () -> component(Map.of("deadAfterSeconds", 15)));
        assertThrows(IllegalArgumentException.class, () -> component(Map.of("stopCloseCodes", "1008 and 1010")));
        assertThrows(IllegalArgumentException.class, () -> component(Map.of("proxy", "ftp://proxy:21")));
        assertThrows(IllegalArgumentException.class, () -> component(Map.of("caFile", "/no/such/file")));
        assertThrows(IllegalArgumentException.class, () -> component(Map.of("pinnedCertificates", "gateway=md5:00")));
    }

    @Test
    void ofSeveralAddressesTheNextIsTriedWhenOneFails() throws Exception {
        String deaf;
        try (RawGateway closed = new RawGateway()) {
            deaf = closed.url();
        }
        ConnectionComponent component = component(Map.of("gatewayUrl", deaf + "  " + gateway.url(),
                "retryFloorMillis", 0, "retryCapMillis", 0));
        component.start();

        gateway.acceptUpgraded();
        await(ConnectionState.OPEN);

        assertEquals(1, component.metrics().failedConnects());
        assertEquals(List.of(ConnectionState.CONNECTING, ConnectionState.CONNECTING, ConnectionState.CONNECTING,
                ConnectionState.OPEN), component.history().stream().map(ConnectionTransition::to).toList());
        component.stop();
    }

    @Test
    void disconnectStaysDownUntilTheAgentWantsTheLineBack() throws Exception {
        ConnectionComponent component = component(Map.of());
        component.start();
        Peer first = gateway.acceptUpgraded();
        await(ConnectionState.OPEN);

        component.disconnect();
        await(ConnectionState.CLOSE);
        assertEquals(1000, first.read().closeCode());
        component.retryNow();
        gateway.acceptUpgraded();
        await(ConnectionState.REOPEN);

        component.stop();
    }

    @Test
    void anotherAgentWhoSignsInGetsALineOfTheirOwn() throws Exception {
        ConnectionComponent component = component(Map.of());
        signIn.bindCredentialSource(source("ann"));
        component.bindSignIn(signIn);
        component.start();
        Peer first = gateway.acceptUpgraded();
        await(ConnectionState.OPEN);

        signIn.bindCredentialSource(source("bob"));
        first.awaitEnd();
        Peer second = gateway.acceptUpgraded();
        await(ConnectionState.REOPEN);

        assertEquals("bob", second.header("userid"));
        component.stop();
    }

    @Test
    void aLineThatComesBetweenTheSourceAndTheSignInDoesNotTryAsNobody() throws Exception {
        ConnectionComponent component = component(Map.of());
        assertNull(component.signIn());
        component.source = source("ann");
        assertFalse(component.signIn().credentials().toCompletableFuture().isDone());
        component.start();
        await(ConnectionState.CONNECTING);

        signIn.bindCredentialSource(component.source);
        component.bindSignIn(signIn);
        assertSame(signIn.desk(), component.signIn());

        assertEquals("ann", gateway.acceptUpgraded().header("userid"));
        await(ConnectionState.OPEN);
        component.stop();
    }

    @Test
    void aLineThatHasLeftTheSignInHearsNoMoreOfIt() throws Exception {
        ConnectionComponent component = component(Map.of());
        signIn.bindCredentialSource(source("ann"));
        component.bindSignIn(signIn);
        component.start();
        gateway.acceptUpgraded();
        await(ConnectionState.OPEN);
        SignInComponent next = new SignInComponent();
        Semaphore questions = new Semaphore(0);
        next.bindCredentialSource(() -> {
            questions.release();
            return source("ann").credentials();
        });

        component.bindSignIn(next);
        component.unbindSignIn(signIn);
        assertTrue(questions.tryAcquire(RawGateway.PATIENCE, TimeUnit.MILLISECONDS));
        signIn.bindCredentialSource(source("bob"));
        next.bindCredentialSource(source("cat"));

        assertEquals("cat", gateway.acceptUpgraded().header("userid"));
        await(ConnectionState.REOPEN);
        assertEquals(0, questions.availablePermits(), "it asked because of the one that it has left");
        component.stop();
        next.stop();
    }

    @Test
    void theEndOfTheSignInIsTheEndOfItsThreadsAndOfEveryQuestion() throws Exception {
        Set<Thread> others = Thread.getAllStackTraces().keySet();
        SignInComponent ending = new SignInComponent();
        CountDownLatch asked = new CountDownLatch(1);
        ending.bindCredentialSource(() -> {
            asked.countDown();
            return new CompletableFuture<>();
        });
        CompletableFuture<Credentials> question = ending.credentials().toCompletableFuture();
        assertTrue(asked.await(RawGateway.PATIENCE, TimeUnit.MILLISECONDS));

        ending.stop();

        assertThrows(ExecutionException.class, () -> question.get(RawGateway.PATIENCE, TimeUnit.MILLISECONDS));
        assertThrows(ExecutionException.class, () -> ending.renew(Credentials.NONE).toCompletableFuture().get());
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("chatdock-sign-in") && !others.contains(thread)) {
                thread.join(RawGateway.PATIENCE);
                assertFalse(thread.isAlive(), thread.getName());
            }
        }
    }

    @Test
    void acknowledgementsWaitInTheConfiguredDirectoryForOneProcessAlone(@TempDir Path directory) throws Exception {
        Map<String, Object> here = Map.of("outboxDirectory", directory.toString());
        ConnectionComponent component = component(here);
        component.start();
        assertTrue(Files.exists(directory.resolve("acknowledgements")));

        ConnectionComponent second = component(here);
        second.start();
        second.stop();
        component.stop();

        assertEquals(1, log.warnings().stream().filter(text -> text.contains("kept in memory only")).count());
    }

    @Test
    void theConfiguredAccountIsACredentialSource() throws Exception {
        CredentialSource account = new ConfiguredCredentials(configured(AccountConfiguration.class,
                Map.of("corpId", "corp", "userId", "ann", "token", TOKEN)));

        assertEquals(new Credentials("corp", "ann", TOKEN),
                account.credentials().toCompletableFuture().get(RawGateway.PATIENCE, TimeUnit.MILLISECONDS));
    }
}
