#!/usr/bin/env bash
# From a machine with Docker to the whole platform on minikube, kept by ArgoCD as Git has it.
# Run it again after a failure, or any time: what is there already stays. See --help.
set -euo pipefail
cd "$(dirname "$0")"

readonly PROFILE=show-off
readonly KUBERNETES=v1.35.1
readonly ARGOCD=v3.4.5
readonly CALICO=v3.31.3 # where kind needs it; minikube brings its own
readonly OVERLAY=k8s/overlays/minikube
readonly TIMEOUT=${SHOWOFF_TIMEOUT:-1200} # seconds that all of it may take to become healthy

usage() {
    cat <<END
Usage: ./bootstrap.sh [--local] [--kind] [--dry-run] [--destroy]

Starts minikube (profile $PROFILE), installs ArgoCD $ARGOCD, makes the passwords, and lets ArgoCD
bring the platform from Git.

  --local    build the images here and apply the manifests of this folder: no registry, no ArgoCD
  --kind     in a cluster of kind's, as CI has it, in place of minikube
  --dry-run  say what would be done, and do nothing
  --destroy  delete the cluster and all that it keeps
END
}

local_only=false dry_run=false destroy=false cluster=minikube
for argument in "$@"; do
    case $argument in
        --local) local_only=true ;;
        --kind) cluster=kind ;;
        --dry-run) dry_run=true ;;
        --destroy) destroy=true ;;
        -h | --help) usage && exit ;;
        *) usage >&2 && exit 2 ;;
    esac
done

if [[ $cluster == kind ]]; then context=kind-$PROFILE; else context=$PROFILE; fi
readonly context

say() { printf '\n== %s\n' "$*"; }
fail() { printf 'bootstrap: %s\n' "$*" >&2 && exit 1; }

run() {
    if $dry_run; then printf '+ %s\n' "$*"; else "$@"; fi
}

# Always this cluster, whichever is current.
kube() { run kubectl --context "$context" "$@"; }
ask() { kubectl --context "$context" "$@"; }

check_tools() {
    local missing=()
    command -v docker >/dev/null || missing+=("docker     https://docs.docker.com/engine/install/")
    if [[ $cluster == minikube ]]; then
        command -v minikube >/dev/null || missing+=("minikube   https://minikube.sigs.k8s.io/docs/start/")
    else
        command -v kind >/dev/null || missing+=("kind       https://kind.sigs.k8s.io/docs/user/quick-start/")
    fi
    command -v kubectl >/dev/null || missing+=("kubectl    https://kubernetes.io/docs/tasks/tools/")
    if ((${#missing[@]})); then
        printf 'Missing; how to get it:\n' >&2
        printf '  %s\n' "${missing[@]}" >&2
        $dry_run || exit 1
    fi
    case $(uname -m) in
        x86_64 | aarch64 | arm64) ;;
        *) fail "images are built for amd64 and arm64, this machine is $(uname -m)" ;;
    esac
    $dry_run || docker info >/dev/null 2>&1 || fail "Docker does not answer: is it running, may you use it?"
}

# ArgoCD reads from the repository that argocd/ names, which should be the one this is a clone of.
check_repository() {
    local named cloned
    named=$(sed -n 's/^ *repoURL: *//p' argocd/root.yaml)
    cloned=$(git remote get-url origin 2>/dev/null || true)
    if [[ -n $cloned && ${cloned%.git} != "${named%.git}" ]]; then
        cat >&2 <<END
ArgoCD would follow $named, but this is a clone of $cloned.
Either use --local, or let argocd/ name yours, commit and push:
  grep -rl '$named' argocd | xargs sed -i 's#$named#$cloned#g'
END
        exit 1
    fi
}

start_cluster() {
    say "Cluster"
    if [[ $cluster == kind ]]; then
        start_kind
        return
    fi
    if ! $dry_run && minikube status --profile "$PROFILE" >/dev/null 2>&1; then
        echo "minikube runs already"
        return
    fi
    # Calico, because it enforces network policies.
    run minikube start --profile "$PROFILE" --driver docker --kubernetes-version "$KUBERNETES" \
        --cpus 4 --memory 8g --cni calico --addons metrics-server
}

start_kind() {
    if ! $dry_run && kind get clusters 2>/dev/null | grep -qx "$PROFILE"; then
        echo "kind's cluster is there already"
        return
    fi
    # Without kind's own network: Calico's enforces network policies as minikube's does.
    run kind create cluster --name "$PROFILE" --image "kindest/node:$KUBERNETES" --config /dev/stdin <<END
kind: Cluster
apiVersion: kind.x-k8s.io/v1alpha4
networking: {disableDefaultCNI: true, podSubnet: 192.168.0.0/16}
END
    kube apply --server-side \
        --filename "https://raw.githubusercontent.com/projectcalico/calico/$CALICO/manifests/calico.yaml"
}

load_image() {
    if [[ $cluster == kind ]]; then
        run kind load docker-image --name "$PROFILE" "$1"
    else
        run minikube image load --profile "$PROFILE" "$1"
    fi
}

delete_cluster() {
    if [[ $cluster == kind ]]; then
        run kind delete cluster --name "$PROFILE"
    else
        run minikube delete --profile "$PROFILE"
    fi
}

has_secret() { ! $dry_run && ask --namespace "$1" get secret "$2" >/dev/null 2>&1; }

# Values come over standard input: arguments can be seen by others on the machine.
make_secret() {
    local namespace=$1 name=$2 content=$3
    if has_secret "$namespace" "$name"; then
        echo "secret $namespace/$name is there"
        return
    fi
    kube --namespace "$namespace" create secret generic "$name" --from-env-file /dev/stdin \
        <<<"$content"
}

# A new password, or the one that a server has been told before.
password_of() {
    if has_secret show-off-infra "$1"; then
        ask --namespace show-off-infra get secret "$1" --output 'jsonpath={.data.password}' | base64 -d
    else
        od -An -N24 -tx1 /dev/urandom | tr -d ' \n'
    fi
}

make_secrets() {
    say "Namespaces and passwords"
    kube apply --server-side --kustomize "$OVERLAY/namespaces"
    local database broker
    database=$(password_of postgres)
    broker=$(password_of rabbitmq)
    make_secret show-off-infra postgres "password=$database"
    make_secret show-off-infra rabbitmq "password=$broker"
    make_secret show-off database \
        "SHOWOFF_DATABASE_URL=postgresql://show-off:$database@postgres.show-off-infra.svc.cluster.local:5432/show-off"
    make_secret show-off broker \
        "SHOWOFF_AMQP_URL=amqp://show-off:$broker@rabbitmq.show-off-infra.svc.cluster.local:5672/%2F"
}

# Our images as the overlay names them, each with its tag.
images() {
    kubectl kustomize "$OVERLAY" | sed -n 's#^ *-* *image: \(ghcr.io/.*\)#\1#p' | sort -u
}

check_images() {
    if images | grep -q ':unpublished$'; then
        fail "no images have been published yet: use --local, or let CI push them (.github/workflows/images.yml)"
    fi
}

# Builds and loads each image under a tag that changes with its content, so that Kubernetes restarts
# what changed and nothing else; $local_overlay is the overlay with those tags.
build_images() {
    say "Images"
    export BUILDX_NO_DEFAULT_ATTESTATIONS=1 # they hold the time: the same content would get another id
    local image name id
    local_overlay=k8s/.local.dry-run
    if ! $dry_run; then
        local_overlay=$(mktemp -d k8s/.local.XXXXXX)
        trap 'rm -r "$local_overlay"' EXIT
        printf 'kind: Kustomization\nresources: ["../../%s"]\nimages:\n' "$OVERLAY" \
            >"$local_overlay/kustomization.yaml"
    fi
    for image in $(images); do
        image=${image%:*}
        name=${image##*/}
        if [[ -f services/$name/Dockerfile ]]; then
            run docker build --tag "$image:local" "services/$name"
        else
            run docker build --tag "$image:local" --build-arg "SERVICE=$name" --file services/Dockerfile .
        fi
        id=ID
        if ! $dry_run; then
            id=$(docker image inspect --format '{{.Id}}' "$image:local")
            id=${id#sha256:}
            id=${id::12}
            printf '  - {name: %s, newTag: "%s"}\n' "$image" "$id" >>"$local_overlay/kustomization.yaml"
        fi
        run docker tag "$image:local" "$image:$id"
        load_image "$image:$id"
    done
}

wait_for() {
    echo "waiting for every $2 in $1"
    kube --namespace "$1" rollout status "$2" --timeout "${TIMEOUT}s"
}

apply_manifests() {
    say "Platform"
    # A finished job cannot be changed, only made anew; running it again does no harm.
    kube --namespace show-off delete job image-migrations --ignore-not-found
    kube apply --server-side --kustomize "$local_overlay"
    wait_for show-off-infra statefulset
    wait_for observability deployment
    wait_for_migrations
    wait_for show-off statefulset
    wait_for show-off deployment
}

wait_for_migrations() {
    echo "waiting for the migrations of image-api's tables"
    $dry_run && return
    local deadline=$((SECONDS + TIMEOUT)) before='' now
    while true; do
        now=$(ask --namespace show-off get job image-migrations --output \
            'jsonpath={range .status.conditions[?(@.status=="True")]}{.type} {end}')
        case " $now " in
            *" Complete "*) return ;;
            *" Failed "*) migrations_failed "they failed" ;;
            *) ;;
        esac
        ((SECONDS < deadline)) || migrations_failed "they did not end within $TIMEOUT seconds"
        # What it says last, for example that it waits for the database.
        now=$(ask --namespace show-off logs job/image-migrations --tail 1 2>/dev/null || true)
        if [[ $now != "$before" ]]; then
            printf '%s\n' "$now"
            before=$now
        fi
        sleep "${SHOWOFF_INTERVAL:-5}"
    done
}

migrations_failed() {
    ask --namespace show-off logs job/image-migrations --tail 20 >&2 || true
    fail "the tables of image-api are not up to date: $1; look with: kubectl --context $context --namespace show-off describe job image-migrations"
}

install_argocd() {
    say "ArgoCD"
    has_namespace argocd || kube create namespace argocd
    kube --namespace argocd apply --server-side --force-conflicts \
        --filename "https://raw.githubusercontent.com/argoproj/argo-cd/$ARGOCD/manifests/install.yaml"
    kube --namespace argocd apply --server-side --force-conflicts --filename argocd/settings.yaml
    wait_for argocd deployment
    wait_for argocd statefulset
    kube apply --server-side --filename argocd/root.yaml
}

has_namespace() { ! $dry_run && ask get namespace "$1" >/dev/null 2>&1; }

wait_for_applications() {
    say "Waiting until all is as Git has it"
    $dry_run && return
    local deadline=$((SECONDS + TIMEOUT)) before='' now
    while true; do
        now=$(ask --namespace argocd get applications --output \
            'jsonpath={range .items[*]}{.metadata.name} {.status.sync.status} {.status.health.status}{"\n"}{end}')
        if [[ $now != "$before" ]]; then
            printf '%s\n\n' "$now"
            before=$now
        fi
        # The root alone is not yet the platform.
        if (($(wc -l <<<"$now") > 1)) && ! grep -qv 'Synced Healthy$' <<<"$now"; then
            return
        fi
        ((SECONDS < deadline)) || fail "not healthy after $TIMEOUT seconds; look with: kubectl --context $context --namespace argocd get applications"
        sleep "${SHOWOFF_INTERVAL:-5}"
    done
}

tell() {
    say "Ready"
    cat <<END
The page    kubectl --context $context --namespace show-off port-forward service/show-off-api-lb 8080:80
            then http://localhost:8080
Traces      kubectl --context $context --namespace observability port-forward service/jaeger 16686
            then http://localhost:16686
END
    if ! $local_only; then
        cat <<END
ArgoCD      kubectl --context $context --namespace argocd port-forward service/argocd-server 8443:443
            then https://localhost:8443, user admin; its first password:
            kubectl --context $context --namespace argocd get secret argocd-initial-admin-secret --output 'jsonpath={.data.password}' | base64 -d
END
    fi
}

if $destroy; then
    delete_cluster
    exit
fi
check_tools
$local_only || check_repository
$local_only || $dry_run || check_images
start_cluster
make_secrets
if $local_only; then
    build_images
    apply_manifests
else
    install_argocd
    wait_for_applications
fi
tell
