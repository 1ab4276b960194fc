// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.quick;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.chatdock.api.connection.Credentials;
import org.chatdock.api.connection.SignIn;
import org.chatdock.api.customer.CustomerFields;
import org.chatdock.api.sending.QuickReplySource;
import org.chatdock.ui.internal.guest.Origin;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** The whiteboard of quick replies: who gives replies, who knows customers, who is signed in. Any thread. */
@Component(service = QuickReplyServices.class)
public final class QuickReplyServices {
    private static final Comparator<Ranked<?>> ORDER = Comparator
            .comparing((Ranked<?> ranked) -> ranked.origin.ranking()).reversed()
            .thenComparing(ranked -> ranked.origin.id());

    private record Ranked<S>(S service, Origin origin) {
    }

    /** Copied on change; guarded by this for writing, as {@link #fields} is. */
    private volatile List<Ranked<AskedSource>> sources = List.of();
    private volatile List<Ranked<CustomerFields>> fields = List.of();
    /** Set by SCR on any thread, at any time; guarded by this for taking it away. */
    private volatile SignIn signIn;
    /** As the sign-in told it last. */
    private volatile Credentials agent = Credentials.NONE;

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addSource(QuickReplySource source, ServiceReference<QuickReplySource> reference) {
        put(source, Origin.of(reference));
    }

    void updatedSource(QuickReplySource source, ServiceReference<QuickReplySource> reference) {
        put(source, Origin.of(reference));
    }

    synchronized void put(QuickReplySource source, Origin origin) {
        List<Ranked<AskedSource>> copy = new ArrayList<>(sources);
        copy.removeIf(ranked -> ranked.service.source() == source);
        copy.add(new Ranked<>(new AskedSource(source, origin.bundle()), origin));
        copy.sort(ORDER);
        sources = List.copyOf(copy);
    }

    synchronized void removeSource(QuickReplySource source) {
        sources = sources.stream().filter(ranked -> ranked.service.source() != source).toList();
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addFields(CustomerFields service, ServiceReference<CustomerFields> reference) {
        put(service, Origin.of(reference));
    }

    void updatedFields(CustomerFields service, ServiceReference<CustomerFields> reference) {
        put(service, Origin.of(reference));
    }

    synchronized void put(CustomerFields service, Origin origin) {
        List<Ranked<CustomerFields>> copy = new ArrayList<>(fields);
        copy.removeIf(ranked -> ranked.service == service);
        copy.add(new Ranked<>(service, origin));
        copy.sort(ORDER);
        fields = List.copyOf(copy);
    }

    synchronized void removeFields(CustomerFields service) {
        fields = fields.stream().filter(ranked -> ranked.service != service).toList();
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setSignIn(SignIn service) {
        signIn = service;
    }

    synchronized void unsetSignIn(SignIn service) {
        if (signIn == service) {
            signIn = null;
            agent = Credentials.NONE;
        }
    }

    /** The highest ranking first. */
    List<AskedSource> sources() {
        return sources.stream().map(Ranked::service).toList();
    }

    /** The highest ranking first. */
    List<CustomerFields> fields() {
        return fields.stream().map(Ranked::service).toList();
    }

    /** Asks who is signed in, so that {@link #agent} knows it when a reply is chosen. Never waits. */
    void askAgent() {
        SignIn asked = signIn;
        if (asked != null) {
            asked.credentials().thenAccept(credentials -> {
                synchronized (this) {
                    if (signIn == asked) {
                        agent = credentials;
                    }
                }
            });
        }
    }

    /** Who is signed in; nobody as long as that is not known. */
    Credentials agent() {
        return agent;
    }
}
