// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;

import org.chatdock.api.connection.CredentialSource;
import org.chatdock.api.connection.Credentials;
import org.chatdock.api.connection.SignIn;
import org.chatdock.connection.internal.line.Lane;
import org.chatdock.connection.internal.line.SignInDesk;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * The sign-in, for as long as there is a credential source. It outlives every line: what one asker has been given, the
 * others need not ask for. Immediate, because a component that nobody holds for a moment would forget that.
 */
@Component(immediate = true, service = { SignIn.class, SignInComponent.class })
public final class SignInComponent implements SignIn {
    private static final int MOST_HELPERS = 3;

    private final ExecutorService helpers = Threads.upTo(MOST_HELPERS, "chatdock-sign-in-helper");
    private final Lane timer = new Lane("chatdock-sign-in-timer");
    private final SignInDesk desk = new SignInDesk(helpers, timer);

    /** What the line asks: it can give a question up, and hears of another source. */
    SignInDesk desk() {
        return desk;
    }

    /** Called by SCR on any thread; a better source comes before the one that it replaces goes. */
    @Reference(policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    void bindCredentialSource(CredentialSource source) {
        desk.use(source);
    }

    void unbindCredentialSource(CredentialSource source) {
        desk.forget(source);
    }

    @Deactivate
    void stop() {
        desk.close();
        timer.close();
        helpers.shutdownNow();
    }

    @Override
    public CompletionStage<Credentials> credentials() {
        return desk.credentials();
    }

    @Override
    public CompletionStage<Credentials> renew(Credentials refused) {
        return desk.renew(refused);
    }
}
